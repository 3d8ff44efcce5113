package dev.assay.detect.secret.generic;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands where credentials do and is none. */
class LookAlikesTest {
  private final Generics generics = new Generics();

  @ParameterizedTest
  @ValueSource(
      strings = {
        // nothing, or not yet
        "password =",
        "password: \"\"",
        "password: null",
        "password: true",
        "password = ********",
        "password: xxxxxxxx",
        "password: <password>",
        "password = [REDACTED]",
        // from elsewhere
        "password: ${DB_PASSWORD}",
        "password: $DB_PASSWORD",
        "password: {{ vault_password }}",
        "password: %DB_PASSWORD%",
        "password: !vault |",
        "password = os.environ['DB_PASSWORD']",
        "String password = System.getenv(\"DB_PASSWORD\");",
        "password = getpass.getpass(\"Password for shop: \")",
        "password: @Microsoft.KeyVault(SecretUri=x)",
        "spring.datasource.password=ENC(<<base64:32>>)",
        "snprintf(buf, n, \"password=%s\", pw);",
        "token = response.json()['access_token']",
        // code
        "if (password == null) return;",
        "this.password = password;",
        "user->password = new_password;",
        "def login(user, password):\n    return password\n",
        "String password;",
        "password: String,",
        "char *password = buffer;",
        "public void setPassword(String password) {",
        "final String PASSWORD = \"password\";",
        "static final String TOKEN_KEY = \"user.token.key\";",
        "const KEY = \"theme-color\";",
        "PiiEntityTypePassword = \"PASSWORD\"; // of an enumeration\nint x = 1;\n",
        "r ? \"PASS\" : \"FAILED\"",
        "pass(\"all tests done\")",
        "int pass = 0x8f3a;",
        ".token = AVS_TKN_MANIFEST_NUM_U32,\nint x() {\n  return 1;\n}\n",
        "ifKeyEndsWith(\"password\", \"secret\", \"key\", \"token\")",
        "compatible = \"x-pw\", \"renesas4-b5\";",
        "const SHOP_S3_SECRET_KEY: &str = \"SHOP_S3_SECRET_KEY\";",
        "  Password = 'password',",
        "'passwords' => 'users',",
        "'password' => 'required|string',",
        "     *     append(\"password\", \"pass\")",
        "$details = app_passwd('details', $app_passwd['id']);",
        "pwd = getpwnam(\"nobody\");",
        "'PW' => 'Palau',",
        "country.description.pw        = Palau",
        "var newPw2 = $('#changePWNew2').val();",
        "pass = \"R_SPF_ALLOW\";",
        "{all:\"every\",allPass:\"overEvery\",any:\"some\"}",
        "\"id_token\" => \"VARCHAR(1000)\"",
        "[\"globalSettings__mail__smtp__password\"] = \"REPLACE\",",
        "public const string ClientB64HashedPassword = \"password_hash_b64\";",
        "protected string $passwordAttribute = 'unicodepwd';",
        "private static final String DEFAULT_PASSWORD_ALGORITHM = \"PBEWithMD5AndDES\";",
        "static u_char  imap_password[] = \"+ UGFzc3dvcmQ6\" CRLF;",
        "  PeerModel(\n        password: other.password,\n        tags: other.tags,\n",
        "'password' => 'nullable|string|max:191',",
        "  users = [ {nkey : UC<<base32:54>>} ]",
        "'website_key' => env('RECAPTCHA_WEBSITE_KEY', '6LcJ<<base62:36>>'),",
        "public static final String NEO4J_AUTH_PASSWORD = \"neo4j.auth.password\";",
        "# pullSecrets: myregistrykey",
        "{{ ExpandedForm.password('password', {helpText: 'x'}) }}",
        "$this->renameIndex('oauth2_access_tokens', 'idx_368a4209a76ed395', 'user_id');",
        "UPDATE dashboard_user SET password='<<hex:128>>' WHERE user_name='admin';",
        "credentials.add(sample(username = \"user-$it\", password = \"password-$it\"))",
        "  \"und-PW\": \"pau-Latn-PW\",",
        "private const val KEY = \"MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE<<base64:86>>==\"",
        // about a credential
        "<string name=\"login_password_input_label\">Pasahitza</string>",
        "DB_PASSWORD=database_user_password",
        "checksum/secrets: <<hex:64>>",
        "password_min_length: 12",
        "passwordFile = \"/run/secrets/db\"",
        "password_hash = \"$2y$10$<<base62:53>>\"",
        "passwordEncoder: bcrypt",
        "reset_password_url: https://shop.internal/reset",
        "\"PasswordLastUsed\": \"2016-09-21T23:03:39Z\"",
        "secretName: shop-tls",
        "\"AccessKeyId\": \"<<ALNUM:20>>\"",
        "public_api_key = \"<<base62:30>>\"",
        "next_page_token = \"<<base62:40>>\"",
        "csrf_token: <<hex:32>>",
        "clientRequestToken: <<uuid>>",
        "\"arn:aws:secretsmanager:us-east-1:1:secret:<<base62:20>>\"",
        // words
        "tokenizer = \"whitespace2\"",
        "keyboard: \"logitech-k120\"",
        "bypass = \"mode2-fast5\"",
        "author: \"Jane4 Doe\"",
        "token: \"identifier\"",
        "session: \"active\"",
        "auth: basic",
        "key: \"updated_at\"",
        // texts
        "password.label=Enter your password",
        "Password=Adgangskode",
        "Confirm\\ password=Bekr\\u00e6ft",
        "\"password\": \"Passwort vergessen?\"",
        "password: \"\\u043f\\u0430\\u0440\\u043e\\u043b\\u044c\"",
        "The password is needed to log in.",
        "<input type=\"password\" name=\"pw\" value=\"Sign in\">",
        "PASS: test number 7 of 12",
        // digests and ids
        "integrity sha512-<<base64:86>>==",
        "checksum = \"<<hex:64>>\"",
        "nonce_hash: <<hex:64>>",
        "session: <<uuid>>",
        "\"resolved\": \"https://r.internal/token/-/token-1.0.0.tgz#<<hex:40>>\"",
        "key: <<uuid>>",
      })
  void areLeftAlone(String template) {
    assertThat(generics.found(Generics.filled(template, 3))).as(template).isEmpty();
  }
}
