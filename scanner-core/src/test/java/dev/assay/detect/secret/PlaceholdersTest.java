package dev.assay.detect.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlaceholdersTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "${DB_PASSWORD} | a variable",
        "${DB_PASSWORD:-x} | a variable",
        "abc${user}def | a variable",
        "${{ secrets.TOKEN }} | an expression of a pipeline",
        "${{ | an expression of a pipeline",
        "$[variables.x] | an expression of a pipeline",
        "{{ .Values.password }} | a template",
        "{{ | a template",
        "{{password}} | a template",
        "{% if x %} | a template",
        "<%= ENV['X'] %> | a template",
        "<?= $x ?> | a template",
        "[[password]] | a template",
        "@@PASSWORD@@ | a template",
        "{{resolve:secretsmanager:x:y}} | a dynamic reference of CloudFormation",
        "#{password} | an interpolation",
        "%{hiera('x')} | an interpolation",
        "\\(token) | an interpolation",
        "$(cat /run/x) | a command or a variable",
        "$((1 + 2)) | a command",
        "%(password)s | a format",
        "$PASSWORD | a variable",
        "$password | a variable",
        "$config['password'] | a variable",
        "$this->password | a variable",
        "$app.config.key | a variable",
        "$::db_password | a variable",
        "$getPassword() | a variable",
        "$1 | a variable",
        "$env:TOKEN | an environment variable",
        "process.env.API_KEY | an environment variable",
        "import.meta.env.VITE_KEY | an environment variable",
        "os.environ[\"KEY\"] | an environment variable",
        "os.getenv('KEY') | an environment variable",
        "System.getenv(\"KEY\") | an environment variable",
        "ENV['KEY'] | an environment variable",
        "ENV.fetch('KEY') | an environment variable",
        "env('KEY') | an environment variable",
        "std::env::var(\"K\") | an environment variable",
        "var.db_password | a variable of Terraform",
        "random_password.db.result | a value of Terraform",
        "secrets.GITHUB_TOKEN | a secret of a pipeline",
        "credentials('x') | a secret of a pipeline",
        "[parameters('adminPassword')] | a parameter",
        "!vault | encrypted with Ansible Vault",
        "!Ref DbPassword | a reference of CloudFormation",
        "!Sub x | a reference of CloudFormation",
        "ENC[AES256_GCM,data:ab/c=,iv:d,tag:e,type:str] | encrypted (sops, Hiera)",
        "ENC(abcdefabc) | encrypted (Jasypt)",
        "{cipher}0a1b2c | encrypted (Spring Cloud Config)",
        "vault:secret/data/x#y | a reference to a secret store",
        "op://vault/item/field | a reference to a secret store",
        "arn:aws:secretsmanager:eu-west-1:1:secret:x | a reference to a secret store",
        "/run/secrets/db_password | the path of a secret's file",
        "<YOUR_KEY> | to be filled in (<…>)",
        "<password> | to be filled in (<…>)",
        "key-<access-token>-x | to be filled in (<…>)",
        "sk-\u00e2\u0080\u00b930 | to be filled in (‹…›)",
        "%DB_PASSWORD% | a variable or a template's mark",
        "@db.password@ | a variable or a template's mark",
        "__DB_PASSWORD__ | a variable or a template's mark",
        "#{db} | an interpolation",
        "#PASSWORD# | a variable or a template's mark",
        "[your password] | a variable or a template's mark",
        "(password) | a variable or a template's mark",
        "{password} | a variable or a template's mark",
        "{0} | a variable or a template's mark",
      })
  void knowsValuesThatComeFromElsewhere(String value, String kind) {
    assertThat(Placeholders.reason(value))
        .isEqualTo("it is " + kind + ", so the value itself isn't here");
  }

  @Test
  void knowsSealedSecrets() {
    assertThat(Placeholders.reason("AgB" + "x7Kq/".repeat(160))).contains("sealed secret");
    assertThat(Placeholders.reason("BgB" + "x7Kq/".repeat(160))).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "wJalrXUtnFEMIK7MDENGbPxRfiCYEXAMPLEKEY | it holds a word of examples",
        "sample-token-k3 | it holds a word of examples",
        "my-fake-token | it holds a word of examples",
        "todo | it holds a word of examples",
        "not-a-real-key | it holds a word of examples",
        "changeme | it asks to be filled in",
        "CHANGE_ME_NOW | it asks to be filled in",
        "your-api-key | it asks to be filled in",
        "YOUR_TOKEN_HERE | it asks to be filled in",
        "put-your-key | it asks to be filled in",
        "token_goes_here | it asks to be filled in",
        "xxxxxxxx | it is masked",
        "ab****cd | it is masked",
        "REDACTED-x | it is masked",
        "\u00e2\u0080\u00a2\u00e2\u0080\u00a2\u00e2\u0080\u00a2 | it is masked",
        "abcdefgh | it runs along the alphabet, the digits or a keyboard",
        "12345678 | it runs along the alphabet, the digits or a keyboard",
        "Abc12345! | it runs along the alphabet, the digits or a keyboard",
        "qwertyuiop | it runs along the alphabet, the digits or a keyboard",
        "987654321 | it runs along the alphabet, the digits or a keyboard",
        "1qaz2wsx | it runs along the alphabet, the digits or a keyboard",
        "0123456789abcdef | it runs along the alphabet, the digits or a keyboard",
        "a1b2c3d4e5f6 | it runs along the alphabet, the digits or a keyboard",
        "x9abcdefghijklmnopq | it runs along the alphabet, the digits or a keyboard",
        "k3jk3jk3jk3j | it repeats one part",
        "a9f3c7e1a9f3c7e1 | it repeats one part",
        "00000000-0000-0000-0000-000000000000 | it repeats few characters",
        "aaaaaab | it repeats few characters",
        "$2y$10$abcdefghijkLMNOPQRSTUv | it is the hash of a password, not the password",
        "{SSHA}0a9s8d7f6g5h | it is the hash of a password, not the password",
        "pbkdf2_sha256$260000$salt$x | it is the hash of a password, not the password",
      })
  void knowsWhatNobodyDrewByLot(String value, String reason) {
    assertThat(Placeholders.reason(value)).isEqualTo(reason);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hunter2",
        "123456",
        "qwerty",
        "Tr0ub4dor&3",
        "correct horse",
        "pa$$w0rd",
        "a$(b",
        "x%(y",
        "k#{9",
        "{a b",
        "<abc",
        "a<b>9",
        "$ecret!",
        "$9kd",
        "insertcoin",
        "fakenews9",
        "Mastodon",
        "environment9",
        "variance.x",
        "a1b2",
        "aab",
        "(Xk9)",
      })
  void leavesPasswordsAlone(String value) {
    assertThat(Placeholders.reason(value)).isNull();
  }

  @Test
  void takesNoRandomTokenForOne() {
    String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    Random random = new Random(11);
    int taken = 0;
    for (int i = 0; i < 100_000; i++) {
      StringBuilder token = new StringBuilder();
      for (int j = 0; j < 40; j++) {
        token.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      taken += Placeholders.reason(token.toString()) == null ? 0 : 1;
    }
    assertThat(taken).isLessThanOrEqualTo(10);
  }

  @Test
  void isQuickWithHostileValues() {
    for (String part : new String[] {"(", "()", "[]", "$a()", "<a", "->a", "{", "x", "a.", "%("}) {
      for (String start : new String[] {"$a", "<", "{", "[", "", "(", "@a", "${"}) {
        String value = start + part.repeat(290 / part.length()).substring(0, 280) + "!";
        Assertions.assertTimeoutPreemptively(
            Duration.ofSeconds(5), () -> Placeholders.reason(value));
      }
    }
  }
}
