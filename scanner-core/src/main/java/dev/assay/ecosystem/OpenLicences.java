package dev.assay.ecosystem;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Tells of what a package declares as its licence whether that is open source: expressions of SPDX
 * (SPDX specification 2.3, annex D), names as they stand in POMs and manifests, addresses of
 * licences, Python's classifiers. Nothing is looked up and no text is read, so the answer is about
 * the words alone.
 */
public final class OpenLicences {

  /** Whether it is worth to be read as an expression. */
  private static final Pattern OPERATOR = Pattern.compile("(?i).*(\\b(and|or|with)\\b|[()]).*");

  /** Longer texts are no name of a licence, UTF-16 code units. */
  private static final int LONGEST = 2_000;

  /** Sentences that open a licence's own text, where that stands in the place of its name. */
  private static final List<String> TEXTS =
      List.of(
          "permission is hereby granted, free of charge, to any person obtaining a copy",
          "permission to use, copy, modify, and/or distribute this software for any purpose",
          "redistribution and use in source and binary forms, with or without modification",
          "licensed under the apache license, version 2.0",
          "apache license version 2.0, january 2004");

  private OpenLicences() {}

  /** What words say; of two licences that both hold the lesser counts. */
  public enum Openness {
    /** They say themselves that it isn't. */
    NOT_OPEN,
    /** Nobody knows these words. */
    UNKNOWN,
    /** A public text, in SPDX's list, that neither the OSI nor the FSF calls open or free. */
    LISTED,
    /** Open source or free software, or in the public domain. */
    OPEN;

    /** Where both hold. */
    Openness and(Openness other) {
      return compareTo(other) <= 0 ? this : other;
    }

    /** Where one may be chosen. */
    Openness or(Openness other) {
      return compareTo(other) >= 0 ? this : other;
    }
  }

  /**
   * Of several that a package declares: as manifests mean it, one may choose among them.
   *
   * @param declared at least one
   */
  public static Openness of(List<String> declared) {
    Openness best = Openness.NOT_OPEN;
    for (String each : declared) {
      best = best.or(of(each));
    }
    return best;
  }

  /** Of one declaration. */
  public static Openness of(String declared) {
    String text = declared.strip();
    if (text.isEmpty() || text.length() > LONGEST) {
      return Openness.UNKNOWN;
    }
    if (text.startsWith("License ::")) {
      return classifier(text);
    }
    LicenceNames names = LicenceNames.get();
    Openness known = names.find(text);
    if (known == null && OPERATOR.matcher(text).matches()) {
      LicenceExpression expression = LicenceExpression.parse(text);
      known = expression == null ? null : of(expression, names);
    }
    if (known != null) {
      return known;
    }
    String lower = text.toLowerCase(Locale.ROOT);
    if (lower.startsWith("see licen")) {
      return Openness.NOT_OPEN;
    }
    for (String begin : TEXTS) {
      if (lower.contains(begin)) {
        return Openness.OPEN;
      }
    }
    Openness read =
        LicenceAddresses.holdsOne(lower) ? LicenceAddresses.of(text, names) : parts(text, names);
    return read != Openness.OPEN && closed(lower) ? Openness.NOT_OPEN : read;
  }

  private static Openness of(LicenceExpression expression, LicenceNames names) {
    if (expression instanceof LicenceExpression.Any any) {
      Openness best = Openness.NOT_OPEN;
      for (LicenceExpression part : any.parts()) {
        best = best.or(of(part, names));
      }
      return best;
    }
    if (expression instanceof LicenceExpression.All all) {
      Openness least = Openness.OPEN;
      for (LicenceExpression part : all.parts()) {
        least = least.and(of(part, names));
      }
      return least;
    }
    // An exception permits more, never less.
    String id = expression.licences().get(0).id();
    Openness known = names.find(id);
    return known != null
        ? known
        : switch (id.toUpperCase(Locale.ROOT)) {
          case "UNLICENSED", "PROPRIETARY", "COMMERCIAL", "NONE" -> Openness.NOT_OPEN;
          default -> Openness.UNKNOWN;
        };
  }

  /** {@code "MIT";link="…"} of OSGi, and lists in words. */
  private static Openness parts(String text, LicenceNames names) {
    int directive = text.indexOf(';');
    if (directive > 0 && text.indexOf('=', directive) > 0) {
      return of(text.substring(0, directive).replace("\"", ""));
    }
    List<String> alternatives = split(text, "(?i)\\s+or\\s+|\\s*[/|]\\s*");
    if (alternatives.size() > 1) {
      Openness best = Openness.NOT_OPEN;
      for (String each : alternatives) {
        best = best.or(of(each));
      }
      return best;
    }
    List<String> all = split(text, "(?i)\\s+and\\s+|\\s*[,;&]\\s*");
    if (all.size() > 1) {
      Openness least = Openness.OPEN;
      for (String each : all) {
        least = least.and(of(each));
      }
      return least;
    }
    Openness begun = names.beginning(text);
    return begun == null ? Openness.UNKNOWN : begun;
  }

  private static List<String> split(String text, String by) {
    List<String> parts = new ArrayList<>();
    for (String part : text.split(by, -1)) {
      if (!part.isBlank()) {
        parts.add(part);
      }
    }
    return parts;
  }

  /** Words by which a text says of itself that it is no open licence. */
  private static boolean closed(String lower) {
    return lower.contains("proprietary")
        || lower.contains("commercial")
        || lower.contains("all rights reserved")
        || lower.contains("confidential")
        || lower.contains("end user licen")
        || lower.contains("end-user licen")
        || switch (lower) {
          case "unlicensed", "unlicenced", "none", "private", "closed", "closed source", "eula" ->
              true;
          default -> false;
        };
  }

  /** PyPI's list of classifiers ({@code pypi.org/classifiers}). */
  private static Openness classifier(String text) {
    String last = text.substring(text.lastIndexOf("::") + 2).strip();
    if (text.contains(":: OSI Approved")
        || text.contains(":: DFSG approved")
        || text.endsWith(":: Public Domain")
        || text.contains(":: CC0 ")) {
      return Openness.OPEN;
    }
    if (text.contains("Other/Proprietary")
        || last.startsWith("Free For")
        || last.startsWith("Free for")
        || last.startsWith("Free To Use But Restricted")
        || last.startsWith("Freeware")
        || last.startsWith("Freely Distributable")) {
      return Openness.NOT_OPEN;
    }
    Openness known = LicenceNames.get().find(last);
    return known == null ? Openness.UNKNOWN : known;
  }
}
