package dev.assay.ecosystem;

import dev.assay.model.PackageFacts;
import dev.assay.model.PackageFacts.Visibility;
import dev.assay.model.PackageIdentity;
import dev.assay.model.PackageIdentity.Basis;
import dev.assay.model.PackageKind;
import dev.assay.model.Provenance;
import dev.assay.model.Requirement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Gathers what a manifest says, within bounds: a manifest is anybody's text. For one thread. */
final class IdentityBuilder {

  /** Longest name, version and path, UTF-16 code units; longer ones are no name. */
  static final int LONGEST_NAME = 300;

  /** What is beyond this of a free text is dropped, UTF-16 code units. */
  static final int LONGEST_TEXT = 200;

  /** What is beyond this of a list is dropped. */
  static final int MOST = 300;

  private PackageKind kind;
  private final Provenance manifest;
  private final String root;
  private Basis basis = Basis.MANIFEST;
  private String namespace = "";
  private String name = "";
  private String version = "";
  private final Map<String, String> qualifiers = new TreeMap<>();
  private final List<String> licences = new ArrayList<>();
  private Visibility visibility = Visibility.UNSAID;
  private String reason = "";
  private String supplier = "";
  private String repository = "";
  private final List<String> entryPoints = new ArrayList<>();
  private final List<String> included = new ArrayList<>();
  private final List<String> excluded = new ArrayList<>();
  private final List<String> bundled = new ArrayList<>();
  private final List<Requirement> requires = new ArrayList<>();
  private boolean requiresKnown;
  private final List<String> covers = new ArrayList<>();

  IdentityBuilder(PackageKind kind, Provenance manifest, String root) {
    this.kind = kind;
    this.manifest = manifest;
    this.root = root;
  }

  PackageKind kind() {
    return kind;
  }

  IdentityBuilder kind(PackageKind value) {
    kind = value;
    return this;
  }

  IdentityBuilder basis(Basis value) {
    basis = value;
    return this;
  }

  /** What can't be a name, for its length or for having control characters, is none. */
  IdentityBuilder name(@Nullable String space, @Nullable String own) {
    namespace = named(space);
    name = named(own);
    return this;
  }

  IdentityBuilder version(@Nullable String value) {
    version = named(value);
    return this;
  }

  IdentityBuilder qualifier(String key, @Nullable String value) {
    String text = named(value);
    if (!text.isEmpty()) {
      qualifiers.put(key, text);
    }
    return this;
  }

  IdentityBuilder licence(@Nullable String value) {
    return add(licences, value);
  }

  IdentityBuilder isPrivate(String why) {
    visibility = Visibility.PRIVATE;
    reason = why;
    return this;
  }

  IdentityBuilder isPublic(String why) {
    if (visibility == Visibility.UNSAID) {
      visibility = Visibility.PUBLIC;
      reason = why;
    }
    return this;
  }

  IdentityBuilder supplier(@Nullable String value) {
    supplier = supplier.isEmpty() ? text(value) : supplier;
    return this;
  }

  /** An address; user and password in it are left out. */
  IdentityBuilder repository(@Nullable String value) {
    String address = text(value);
    int scheme = address.indexOf("://");
    int at = address.lastIndexOf('@');
    if (scheme >= 0 && at > scheme) {
      address = address.substring(0, scheme + 3) + address.substring(at + 1);
    } else if (scheme < 0 && address.indexOf(':') >= 0 && address.indexOf(':') < at) {
      address = address.substring(at + 1);
    }
    repository = repository.isEmpty() ? address : repository;
    return this;
  }

  IdentityBuilder entry(String what, @Nullable String target) {
    String text = text(target);
    return text.isEmpty() ? this : add(entryPoints, what + ": " + text);
  }

  IdentityBuilder include(@Nullable String pattern) {
    return add(included, pattern);
  }

  IdentityBuilder exclude(@Nullable String pattern) {
    return add(excluded, pattern);
  }

  IdentityBuilder bundle(@Nullable String name) {
    return add(bundled, name);
  }

  IdentityBuilder cover(String path) {
    if (covers.size() < MOST) {
      covers.add(path);
    }
    return this;
  }

  /** The manifest says what it needs: what follows, or nothing. */
  IdentityBuilder saysRequires() {
    requiresKnown = true;
    return this;
  }

  /** A package that it needs; nothing if it has no name. */
  IdentityBuilder require(Requirement requirement) {
    String required = named(requirement.name());
    if (!required.isEmpty() && requires.size() < PackageFacts.MOST_REQUIRED) {
      requires.add(
          new Requirement(
              required,
              text(requirement.range()),
              requirement.scope(),
              text(requirement.condition())));
    }
    return this;
  }

  boolean hasName() {
    return !name.isEmpty();
  }

  /** What was gathered; without a name a part of what another manifest names. */
  PackageIdentity build() {
    boolean named = !name.isEmpty();
    return new PackageIdentity(
        kind,
        named ? basis : Basis.PART,
        named ? namespace : "",
        name,
        version,
        named ? Purls.of(kind, namespace, name, version, qualifiers) : "",
        manifest,
        root,
        covers,
        new PackageFacts(
            licences,
            visibility,
            reason,
            supplier,
            repository,
            entryPoints,
            included,
            excluded,
            bundled,
            requires,
            requiresKnown));
  }

  private IdentityBuilder add(List<String> list, @Nullable String value) {
    String text = text(value);
    if (!text.isEmpty() && list.size() < MOST && !list.contains(text)) {
      list.add(text);
    }
    return this;
  }

  private static String named(@Nullable String value) {
    if (value == null) {
      return "";
    }
    String name = value.strip();
    if (name.length() > LONGEST_NAME) {
      return "";
    }
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (Character.isISOControl(c) || Character.isSurrogate(c) || c == '\u2028' || c == '\u2029') {
        return "";
      }
    }
    return name;
  }

  /** White space and control characters become one space; cut where it is too long. */
  private static String text(@Nullable String value) {
    if (value == null) {
      return "";
    }
    StringBuilder text = new StringBuilder();
    boolean gap = false;
    for (int i = 0; i < value.length() && text.length() < LONGEST_TEXT; i++) {
      char c = value.charAt(i);
      if (Character.isWhitespace(c) || Character.isISOControl(c)) {
        gap = text.length() > 0;
      } else {
        if (gap) {
          text.append(' ');
          gap = false;
        }
        text.append(c);
      }
    }
    if (text.length() > 0 && Character.isHighSurrogate(text.charAt(text.length() - 1))) {
      text.setLength(text.length() - 1);
    }
    return text.toString();
  }
}
