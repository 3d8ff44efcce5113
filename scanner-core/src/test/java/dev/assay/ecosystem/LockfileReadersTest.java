package dev.assay.ecosystem;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LockfileReadersTest {

  @Test
  void listsEveryReaderThereIs() {
    TreeSet<String> written = new TreeSet<>();
    for (JavaClass type :
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.assay.ecosystem")) {
      if (type.isAssignableTo(LockfileReader.class) && !type.isInterface()) {
        written.add(type.getName());
      }
    }
    TreeSet<String> listed = new TreeSet<>();
    LockfileReaders.all().forEach(reader -> listed.add(reader.getClass().getName()));
    assertThat(listed).isNotEmpty().isEqualTo(written);
  }

  @Test
  void isSortedByFormat() {
    List<String> formats = LockfileReaders.all().stream().map(LockfileReader::format).toList();
    assertThat(formats).isSorted().doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @CsvSource({
    "package-lock.json, npm-package-lock",
    ".package-lock.json, npm-package-lock",
    "npm-shrinkwrap.json, npm-package-lock",
    "Package-lock.json, ",
    "package.json, ",
    "SHA256SUMS, checksum-file",
    "sha256sums.txt, checksum-file",
    "terraform_1.0_SHA256SUMS, checksum-file",
    "tool_1.0_checksums.txt, checksum-file",
    "CHECKSUM, checksum-file",
    "md5sum.txt, checksum-file",
    "x.tgz.sha256, checksum-file",
    "x.tgz.SHA-512, checksum-file",
    "x.jar.md5, checksum-file",
    "x.sha256sum, checksum-file",
    ".sha256, ",
    "sha256, ",
    "SHA256SUMS.gpg, ",
    "sha256sums.py, ",
    "ChecksumTest.java, ",
    "x.sha3, ",
  })
  void goesByTheName(String name, String format) {
    LockfileReader reader = LockfileReaders.of(name);
    assertThat(reader == null ? null : reader.format()).isEqualTo(format);
  }
}
