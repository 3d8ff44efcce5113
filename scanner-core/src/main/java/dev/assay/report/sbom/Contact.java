package dev.assay.report.sbom;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who makes or supplies something, as manifests write it: {@code Name <mail> (address)}.
 *
 * @param name never empty
 * @param email null if it isn't said
 * @param address of the web; null if it isn't said
 */
record Contact(String name, @Nullable String email, @Nullable String address) {
  private static final Pattern MAIL = Pattern.compile("<([^<>]{3,254})>");
  private static final Pattern WEB = Pattern.compile("\\(\\s*(https?://[^()\\s]{3,2000})\\s*\\)");

  /** Reads {@code text}; null if it says nobody. */
  static @Nullable Contact of(String text) {
    String rest = BillText.line(text);
    String email = null;
    String address = null;
    Matcher mail = MAIL.matcher(rest);
    if (mail.find() && BillText.isEmail(mail.group(1).strip())) {
      email = mail.group(1).strip();
      rest = rest.substring(0, mail.start()) + rest.substring(mail.end());
    }
    Matcher web = WEB.matcher(rest);
    if (web.find()) {
      address = BillText.address(web.group(1));
      if (address != null) {
        rest = rest.substring(0, web.start()) + rest.substring(web.end());
      }
    }
    String name = rest.strip();
    if (email == null && BillText.isEmail(name)) {
      email = name;
    }
    if (address == null) {
      address = name.startsWith("http") ? BillText.address(name) : null;
    }
    if (name.isEmpty()) {
      name = email != null ? email : address != null ? address : "";
    }
    return name.isEmpty() ? null : new Contact(name, email, address);
  }
}
