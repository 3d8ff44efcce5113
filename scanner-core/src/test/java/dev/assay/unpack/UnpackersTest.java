package dev.assay.unpack;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class UnpackersTest {

  @Test
  void listsEveryUnpackerThereIs() {
    TreeSet<String> written = new TreeSet<>();
    for (JavaClass type :
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.assay")) {
      if (type.isAssignableTo(Unpacker.class)
          && !type.getModifiers().contains(JavaModifier.ABSTRACT)) {
        written.add(type.getName());
      }
    }
    TreeSet<String> listed = new TreeSet<>();
    Unpackers.all().forEach(u -> listed.add(u.getClass().getName()));
    assertThat(listed).isNotEmpty().isEqualTo(written);
  }

  @Test
  void isSortedByFormat() {
    List<Unpacker> all = Unpackers.all();
    assertThat(all).isSortedAccordingTo(Comparator.comparing(Unpacker::format));
    assertThat(all).extracting(Unpacker::format).doesNotHaveDuplicates();
  }
}
