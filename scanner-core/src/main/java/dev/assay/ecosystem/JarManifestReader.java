package dev.assay.ecosystem;

import dev.assay.model.ByteSlice;
import dev.assay.model.PackageIdentity;
import dev.assay.model.PackageIdentity.Basis;
import dev.assay.model.PackageKind;
import dev.assay.model.Provenance;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A jar's {@code META-INF/MANIFEST.MF} (JAR file specification; OSGi core, bundle manifest
 * headers). It has no coordinates: what else is in the jar may give them, and the jar's file name
 * is the best guess where nothing does.
 */
final class JarManifestReader implements ManifestReader {
  private static final Set<String> ENDINGS =
      Set.of("jar", "war", "ear", "rar", "aar", "hpi", "jpi", "kar", "nar", "jmod", "zip");

  /** As builds with Gradle's nebula plugins write it. */
  private static final Pattern COORDINATES =
      Pattern.compile("([A-Za-z0-9_.-]+)#([A-Za-z0-9_.-]+);([A-Za-z0-9_.+-]+)");

  @Override
  public String format() {
    return "jar-manifest";
  }

  @Override
  public List<String> names() {
    return List.of("MANIFEST.MF");
  }

  @Override
  public boolean reads(Provenance place) {
    return place.innerPath().endsWith("META-INF/MANIFEST.MF");
  }

  @Override
  public void read(ByteSlice text, Provenance place, Consumer<PackageIdentity> out)
      throws IOException {
    HeaderFields fields = HeaderFields.read(text, true);
    String root = Manifests.above(Manifests.folder(place));
    IdentityBuilder identity =
        new IdentityBuilder(PackageKind.JAR, place, root)
            .licence(fields.first("bundle-license"))
            .supplier(first(fields, "bundle-vendor", "implementation-vendor"))
            .entry("Main-Class", fields.first("main-class"))
            .entry("Start-Class", fields.first("start-class"))
            .entry("Launcher-Agent-Class", fields.first("launcher-agent-class"))
            .entry("Agent-Class", fields.first("agent-class"))
            .entry("Premain-Class", fields.first("premain-class"))
            .entry("Bundle-Activator", fields.first("bundle-activator"));
    String symbolic = withoutDirectives(fields.first("bundle-symbolicname"));
    String version =
        first(fields, "implementation-version", "bundle-version", "specification-version");
    Matcher coordinates = COORDINATES.matcher(text(fields.first("implementation-title")));
    if (Manifests.inContainer(place, "META-INF/MANIFEST.MF") && coordinates.matches()) {
      identity
          .kind(PackageKind.MAVEN)
          .name(coordinates.group(1), coordinates.group(2))
          .version(coordinates.group(3));
    } else if (Manifests.inContainer(place, "META-INF/MANIFEST.MF")) {
      name(Manifests.base(root), version, identity);
    } else if (symbolic != null) {
      identity.name("", symbolic).version(fields.first("bundle-version"));
    }
    out.accept(identity.build());
  }

  /** A name by that of the file: {@code name-1.2.3.jar}. */
  private static void name(String file, @Nullable String version, IdentityBuilder identity) {
    int dot = file.lastIndexOf('.');
    if (dot <= 0 || !ENDINGS.contains(file.substring(dot + 1).toLowerCase(Locale.ROOT))) {
      return;
    }
    String stem = file.substring(0, dot);
    int cut = FileNames.version(stem);
    identity
        .basis(Basis.FILE_NAME)
        .name("", cut < 0 ? stem : stem.substring(0, cut))
        .version(cut < 0 ? version : stem.substring(cut + 1));
  }

  private static String text(@Nullable String value) {
    return value == null ? "" : value;
  }

  private static @Nullable String first(HeaderFields fields, String... names) {
    for (String name : names) {
      String value = fields.first(name);
      if (value != null) {
        return value;
      }
    }
    return null;
  }

  private static @Nullable String withoutDirectives(@Nullable String symbolic) {
    int end = symbolic == null ? -1 : symbolic.indexOf(';');
    return end < 0 || symbolic == null ? symbolic : symbolic.substring(0, end).strip();
  }
}
