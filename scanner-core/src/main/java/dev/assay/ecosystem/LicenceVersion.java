package dev.assay.ecosystem;

import dev.assay.ecosystem.LicenceExpression.Licence;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A licence's id as a family and a version of it: {@code GPL-2.0-or-later} is {@code GPL} from 2.0
 * on.
 *
 * @param family id without the version
 * @param version empty if it has none
 * @param orLater whether later versions may be chosen
 */
record LicenceVersion(String family, String version, boolean orLater) {
  private static final Pattern VERSIONED =
      Pattern.compile("(.+?)-(\\d+(?:\\.\\d+)*)(-only|-or-later)?");

  static LicenceVersion of(Licence licence) {
    Matcher matcher = VERSIONED.matcher(licence.id());
    if (!matcher.matches()) {
      return new LicenceVersion(licence.id(), "", licence.orLater());
    }
    boolean orLater = licence.orLater() || "-or-later".equals(matcher.group(3));
    return new LicenceVersion(matcher.group(1), matcher.group(2), orLater);
  }

  int compareVersion(LicenceVersion other) {
    String[] own = version.split("\\.", -1);
    String[] others = other.version.split("\\.", -1);
    for (int i = 0; i < Math.max(own.length, others.length); i++) {
      int order = Integer.compare(number(own, i), number(others, i));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private static int number(String[] parts, int i) {
    // Years and numbers only: nine digits always fit.
    return i < parts.length && !parts[i].isEmpty() && parts[i].length() < 10
        ? Integer.parseInt(parts[i])
        : 0;
  }
}
