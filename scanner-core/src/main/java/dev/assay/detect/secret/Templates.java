package dev.assay.detect.secret;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Knows texts that name where a value comes from instead of holding it: variables, templates and
 * references of languages, build tools and secret stores. A mark counts where a value begins with
 * it, or where it is closed again, as a password may well hold one of its characters.
 */
final class Templates {
  /**
   * Opening, closing, whose it is. The first that fits tells; longer ones before their prefixes.
   */
  private static final String[][] MARKS = {
    {"${{", "}}", "an expression of a pipeline"},
    {"${", "}", "a variable"},
    {"{{resolve:", "}}", "a dynamic reference of CloudFormation"},
    {"{{", "}}", "a template"},
    {"{%", "%}", "a template"},
    {"<%", "%>", "a template"},
    {"<?", "?>", "a template"},
    {"[[", "]]", "a template"},
    {"#{", "}", "an interpolation"},
    {"%{", "}", "an interpolation"},
    {"~{", "}", "an interpolation"},
    {"\\(", ")", "an interpolation"},
    {"$[[", "]]", "an expression of a pipeline"},
    {"$[", "]", "an expression of a pipeline"},
    {"$((", "))", "a command"},
    {"$(", ")", "a command or a variable"},
    {"%(", ")s", "a format"},
    {"@@", "@@", "a template"},
  };

  private static final String MARK_STARTS = "${<[#%~\\@";

  /** Beginnings of values, lower case, and what they are. */
  private static final String[][] BEGINNINGS = {
    {"process.env", "an environment variable"},
    {"import.meta.env", "an environment variable"},
    {"deno.env", "an environment variable"},
    {"bun.env", "an environment variable"},
    {"os.environ", "an environment variable"},
    {"os.getenv", "an environment variable"},
    {"os.lookupenv", "an environment variable"},
    {"system.getenv", "an environment variable"},
    {"system.environment", "an environment variable"},
    {"system.getproperty", "a property of the process"},
    {"environment.getenvironmentvariable", "an environment variable"},
    {"getenv(", "an environment variable"},
    {"env::var", "an environment variable"},
    {"std::env", "an environment variable"},
    {"env(", "an environment variable"},
    {"env[", "an environment variable"},
    {"env.fetch", "an environment variable"},
    {"env.", "an environment variable"},
    {"$env:", "an environment variable"},
    {"env:", "an environment variable"},
    {"$_env", "an environment variable"},
    {"$_server", "an environment variable"},
    {"var.", "a variable of Terraform"},
    {"local.", "a variable of Terraform"},
    {"data.", "a value of Terraform"},
    {"module.", "a value of Terraform"},
    {"each.value", "a value of Terraform"},
    {"random_password.", "a value of Terraform"},
    {"secrets.", "a secret of a pipeline"},
    {"vars.", "a variable of a pipeline"},
    {"credentials(", "a secret of a pipeline"},
    {"steps.", "a value of a pipeline"},
    {"variables[", "a variable of a pipeline"},
    {"parameters(", "a parameter"},
    {"[parameters(", "a parameter"},
    {"[variables(", "a variable"},
    {"[concat(", "an expression"},
    {"[reference(", "an expression"},
    {"[listkeys(", "an expression"},
    {"listkeys(", "an expression"},
    {"lookup(", "a look-up"},
    {"hiera(", "a look-up"},
    {"config(", "a look-up"},
    {"secretkeyref", "a reference to a Kubernetes secret"},
    {"valuefrom", "a reference to another value"},
    {"!vault", "encrypted with Ansible Vault"},
    {"$ansible_vault", "encrypted with Ansible Vault"},
    {"!ref", "a reference of CloudFormation"},
    {"!sub", "a reference of CloudFormation"},
    {"!getatt", "a reference of CloudFormation"},
    {"!importvalue", "a reference of CloudFormation"},
    {"!findinmap", "a reference of CloudFormation"},
    {"!join", "a reference of CloudFormation"},
    {"!secret", "a reference to a secret"},
    {"!env", "an environment variable"},
    {"!reference", "a reference"},
    {"fn::", "a reference of CloudFormation"},
    {"enc[", "encrypted (sops, Hiera)"},
    {"enc(", "encrypted (Jasypt)"},
    {"{cipher}", "encrypted (Spring Cloud Config)"},
    {"vault:", "a reference to a secret store"},
    {"ref+", "a reference to a secret store"},
    {"secretref:", "a reference to a secret store"},
    {"op://", "a reference to a secret store"},
    {"akv://", "a reference to a secret store"},
    {"ssm:", "a reference to a secret store"},
    {"ssm-secure:", "a reference to a secret store"},
    {"sm://", "a reference to a secret store"},
    {"arn:aws:secretsmanager:", "a reference to a secret store"},
    {"arn:aws:ssm:", "a reference to a secret store"},
    {"@microsoft.keyvault(", "a reference to a secret store"},
    {"keyring:", "a reference to a secret store"},
    {"/run/secrets/", "the path of a secret's file"},
    {"/var/run/secrets/", "the path of a secret's file"},
  };

  private static final String NAME = "[A-Za-z_][A-Za-z0-9_]*";

  /** Whole values. Each step of these has one way to go on only: values may be hostile. */
  private static final Pattern VARIABLE =
      Pattern.compile(
          "\\$(?:[0-9]|"
              + NAME
              + "(?:(?:\\.|->|::|\\?->)"
              + NAME
              + "|\\[[^\\]]*\\]|\\([^()]*\\))*|:{0,2}"
              + NAME
              + ")");

  private static final Pattern ENCLOSED =
      Pattern.compile(
          "%[A-Za-z_][A-Za-z0-9_.-]*%|%%[A-Za-z_][A-Za-z0-9_.-]*%%|@[A-Za-z_][A-Za-z0-9_.-]*@"
              + "|#[A-Za-z_][A-Za-z0-9_.-]*#|__[A-Za-z][A-Za-z0-9_.-]*__|~[A-Z_][A-Z0-9_]*~"
              + "|\\[[A-Za-z][A-Za-z _-]*\\]|\\((?:your|my|the|insert|enter)?[ _-]?[a-z]+\\)"
              + "|\\{[A-Za-z_]?[A-Za-z0-9_.:-]*\\}|\\*[A-Za-z][A-Za-z _-]*\\*");

  private static final Pattern ANGLE = Pattern.compile("<[^<>]{1,80}>");

  /** {@code ‹} in UTF-8 as Latin-1; a value may be cut at the next space. */
  private static final String ANGLE_QUOTE = "\u00e2\u0080\u00b9";

  /** In the middle of a value, as a word in angle brackets such as {@code key-<YOUR_KEY>}. */
  private static final Pattern INNER =
      Pattern.compile("<[A-Za-z][A-Za-z0-9]{2,}(?:[ _-][A-Za-z0-9]+)*>");

  /** A session key of 512 bytes with its length in front, in base64: what kubeseal writes. */
  private static final Pattern SEALED = Pattern.compile("Ag[A-D][A-Za-z0-9+/]{680,}={0,2}");

  private Templates() {}

  /** What {@code value} is, in words that go on with "it is"; null if it is no template. */
  static @Nullable String kind(String value, String lower) {
    for (String[] mark : marked(value) ? MARKS : new String[0][]) {
      int at = value.indexOf(mark[0]);
      if (at == 0 || (at > 0 && value.indexOf(mark[1], at + mark[0].length()) > 0)) {
        return mark[2];
      }
    }
    for (String[] beginning : BEGINNINGS) {
      if (lower.startsWith(beginning[0])) {
        return beginning[1];
      }
    }
    if (value.contains(ANGLE_QUOTE)) {
      return "to be filled in (‹…›)";
    }
    char first = value.charAt(0);
    if (first == '$' && VARIABLE.matcher(value).matches()) {
      return "a variable";
    }
    if ((first == '<' && ANGLE.matcher(value).matches())
        || (value.indexOf('<') >= 0 && INNER.matcher(value).find())) {
      return "to be filled in (<…>)";
    }
    if (!Character.isLetterOrDigit(first) && ENCLOSED.matcher(value).matches()) {
      return "a variable or a template's mark";
    }
    return null;
  }

  /**
   * Whether any of {@link #MARKS} may stand in {@code value}: most values have no such character.
   */
  private static boolean marked(String value) {
    for (int i = 0; i < value.length(); i++) {
      if (MARK_STARTS.indexOf(value.charAt(i)) >= 0) {
        return true;
      }
    }
    return false;
  }

  /** The same for long values. */
  static @Nullable String sealed(String value) {
    return value.startsWith("Ag") && SEALED.matcher(value).matches()
        ? "encrypted as a sealed secret"
        : null;
  }
}
