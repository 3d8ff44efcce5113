package dev.assay.detect.secret.generic;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One generated credential in each notation where real ones stand, and nothing but it. */
class NotationsTest {
  private static final String[] PASSWORDS = {
    "<<base62:11>>7", "<<word:6>><<digits:3>>", "<<lower:5>><<digits:4>>"
  };
  private static final String[] TOKENS = {"<<hex:40>>", "<<base62:32>>9", "<<alnum:30>>4"};

  private final Generics generics = new Generics();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "spring.datasource.password=P",
        "spring.mail.password = P",
        "password=P host=db user=shop",
        "password=P password=P",
        "server.port=80\nserver.ssl.key-store-password: P\nserver.name=x\n",
        "database:\n  username: shop\n  password: P\n",
        "database:\n  password: \"P\"\n",
        "users:\n  - {name: shop, password: P}\n",
        "{\"user\": \"shop\", \"password\": \"P\"}",
        "{\"host\":\"db\",\"dbPassword\":\"P\",\"port\":5432}",
        "String body = \"{\\\"password\\\":\\\"P\\\"}\";",
        "<password>P</password>",
        "<server username=\"shop\" password=\"P\"/>",
        "<property name=\"password\" value=\"P\"/>",
        "<add key=\"ServicePassword\" value=\"P\" />",
        "<entry key=\"db.password\">P</entry>",
        "<name>db.password</name>\n<value>P</value>",
        "<param-name>reportPassword</param-name>\n  <param-value>P</param-value>",
        "[mail]\nuser = shop\npassword = P\n",
        "[database]\npassword = 'P'\n",
        "DB_PASSWORD=P\n",
        "export DB_PASSWORD=P",
        "export SMTP_PASS='P'",
        "set DB_PASSWORD=P",
        "PGPASSWORD=P psql -h db.internal -U shop",
        "./deploy.sh --user shop --password P now",
        "mysqldump --user=shop --password=P shop",
        "mvn deploy -Drepo.password=P",
        "openssl pkcs12 -export -passout pass:P",
        "command: [\"redis-server\", \"--password\", \"P\"]",
        "FROM alpine\nENV DB_PASSWORD=P\nRUN true\n",
        "FROM alpine\nENV DB_PASSWORD P\nRUN true\n",
        "environment:\n  - DB_PASSWORD=P\n",
        "environment:\n  DB_PASSWORD: P\n",
        "env:\n  - name: DB_PASSWORD\n    value: P\n",
        "{\"name\": \"DB_PASSWORD\", \"value\": \"P\"}",
        "db_password    = \"P\"\nregion = \"eu\"\n",
        "variable \"db_password\" {\n  type    = string\n  default = \"P\"\n}\n",
        "machine git.internal login ci password P",
        "define('DB_PASSWORD', 'P');",
        "'db' => ['username' => 'shop', 'password' => 'P'],",
        "    'PASSWORD': 'P',",
        "private static final String PASSWORD = \"P\";",
        "  config.setPassword(\"P\");",
        "  props.put(\"mail.smtp.password\", \"P\");",
        "  .password(\"P\")",
        "private val password: String = \"P\"",
        "mapOf(\"user\" to \"shop\", \"password\" to \"P\")",
        "Map(\"password\" -> \"P\")",
        "var c = new NetworkCredential { UserName = \"shop\", Password = \"P\" };",
        "public string Password { get; set; } = \"P\";",
        "password := \"P\"",
        "var dbPassword string = \"P\"",
        "password := []byte(\"P\")",
        "os.Setenv(\"SMTP_PASSWORD\", \"P\")",
        "conn = connect(host=\"db\", user=\"shop\", password=\"P\")",
        "password = b'P'",
        "os.environ[\"DB_PASSWORD\"] = \"P\"",
        "const password = `P`;",
        "db: { user: 'shop', password: 'P' },",
        "private readonly password: string = 'P';",
        "$password = \"P\";",
        "$config['db']['password'] = 'P';",
        "$mail->Password = 'P';",
        "{ :username => 'shop', :password => 'P' }",
        "Client.new(user: 'shop', password: 'P')",
        "let password: &str = \"P\";",
        "let password = \"P\".to_string();",
        "let password = Some(\"P\");",
        "#define DB_PASSWORD \"P\"",
        "const char password[] = \"P\";",
        "std::string password = \"P\";",
        "private let password: String = \"P\"",
        "let pw = @\"P\";",
        "$password = ConvertTo-SecureString \"P\" -AsPlainText -Force",
        "$pw = ConvertTo-SecureString -String 'P' -AsPlainText -Force",
        "CREATE ROLE shop WITH PASSWORD 'P';",
        "CREATE LOGIN shop WITH PASSWORD = 'P';",
        "SET PASSWORD FOR 'shop'@'%' = PASSWORD('P');",
        "  password 'P'",
        "Server=sql;Database=x;User ID=shop;Password=P;Encrypt=True",
        "Driver={x};Server=sql;Uid=shop;Pwd=P;",
        "jdbc:mysql://db/shop?user=shop&password=P&useSSL=true",
        "host=db.internal user=shop password=P dbname=shop",
      })
  void findsPasswords(String template) {
    for (int seed = 0; seed < PASSWORDS.length; seed++) {
      String password = Generics.filled(PASSWORDS[seed], seed);
      String text = template.replaceFirst("\\bP\\b", password);
      assertThat(generics.found(text)).as(text).containsExactly(password);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jwt:\n  secret: T\n",
        "API_KEY=T",
        "\"SigningKey\": \"T\"",
        "{\"auth\": {\"access_token\": \"T\", \"expires\": 3600}}",
        "app.use(session({ secret: 'T', resave: false }));",
        "axios.defaults.headers.common['x-api-key'] = 'T';",
        "headers = {\"Authorization\": \"Bearer T\"}",
        "curl -H 'Authorization: Token T' https://api.internal",
        "curl -H \"X-Api-Key: T\" https://api.internal/orders",
        "request.header(\"Authorization\", \"Bearer T\");",
        "fetch(url, { headers: { Authorization: 'Bearer T' } });",
        "Cookie: session=T",
        "SESSION_ID = \"T\"",
        "GET https://api.internal/orders?api_key=T&page=1",
        "//npm.internal/:_authToken=T",
        "users:\n- name: admin\n  user:\n    token: T\n",
        "docker build --build-arg NPM_TOKEN=T .",
        "kubectl create secret generic shop --from-literal=token=T",
        "let secret = Some(\"T\");",
        "static TOKEN: &'static str = \"T\";",
      })
  void findsTokens(String template) {
    for (int seed = 0; seed < TOKENS.length; seed++) {
      String token = Generics.filled(TOKENS[seed], seed);
      String text = template.replaceFirst("\\bT\\b", token);
      assertThat(generics.found(text)).as(text).containsExactly(token);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "kind: Secret\ndata:\n  password: <<base64-of:<<base62:14>>>>\n",
        "{\"auths\": {\"registry.internal\": {\"auth\": \"<<base64-of:ci:<<base62:14>>>>\"}}}",
        "Authorization: Basic <<base64-of:ci:<<base62:14>>>>",
        "_auth=<<base64-of:ci:<<base62:14>>>>",
        "APP_KEY=base64:<<base64:43>>=",
        "password: hunter2",
        "password = 'letmein'",
        "db.password=changeit",
        "password: admin123",
        "password=Summer2024!",
      })
  void findsEncodedAndWeakOnes(String template) {
    assertThat(generics.found(Generics.filled(template, 1))).as(template).hasSize(1);
  }
}
