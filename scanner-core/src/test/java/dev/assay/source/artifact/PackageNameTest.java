package dev.assay.source.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.model.UsageException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PackageNameTest {

  @ParameterizedTest
  @CsvSource({
    "pkg:npm/express@4.21.2, '', express, 4.21.2",
    "pkg:npm/%40acme/tool@1.0.0, @acme, tool, 1.0.0",
    "pkg:npm/@acme/tool@1.0.0, @acme, tool, 1.0.0",
    "pkg:NPM/Mixed@1, '', Mixed, 1",
    "pkg://npm/x@1, '', x, 1",
    "pkg:maven/org.acme/lib@1.0-rc_2, org.acme, lib, 1.0-rc_2",
    "pkg:golang/github.com/Azure/sdk@v68.0.0+incompatible, github.com/Azure, sdk, v68.0.0+incompatible",
    "pkg:golang/github.com/x/y%2Fv2@v2.0.0%2Bincompatible, github.com/x/y, v2, v2.0.0+incompatible",
    "pkg:pypi/x@1!2.0, '', x, 1!2.0",
    "pkg:cargo/x@1.0.0+meta, '', x, 1.0.0+meta"
  })
  void names(String purl, String namespace, String name, String version) {
    PackageName read = PackageName.parse(purl);
    assertThat(read.namespace()).isEqualTo(namespace);
    assertThat(read.name()).isEqualTo(name);
    assertThat(read.version()).isEqualTo(version);
  }

  @Test
  void qualifiersOfMaven() {
    PackageName name = PackageName.parse("pkg:maven/g/a@1?classifier=dist&type=zip&empty=");
    assertThat(name.qualifier("type")).isEqualTo("zip");
    assertThat(name.qualifier("classifier")).isEqualTo("dist");
    assertThat(name.shown()).isEqualTo("pkg:maven/g/a@1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pkg:npm/x",
        "pkg:npm/@acme/x",
        "pkg:npm/x@",
        "pkg:npm/",
        "pkg:npm",
        "pkg:",
        "pkg:npm/../x@1",
        "pkg:npm/x@..%2f..",
        "pkg:npm/%2e%2e%2fx@1",
        "pkg:npm/..@1",
        "pkg:npm/a/b@1",
        "pkg:npm/x%0d%0aHost:@1",
        "pkg:npm/x@1%00",
        "pkg:npm/x@1%",
        "pkg:npm/x@1%zz",
        "pkg:npm/x@%ff",
        "pkg:npm/x@1#sub",
        "pkg:npm/x@1?repository_url=https:%2F%2Fevil.example",
        "pkg:maven/a@1",
        "pkg:maven/a/b/c@1",
        "pkg:maven/g/a@1?type=..%2Fx",
        "pkg:maven/g/../a@1",
        "pkg:golang/a/../../b@v1",
        "pkg:pypi/a/b@1",
        "pkg:gem/x@1",
        "pkg:docker/nginx@1.27",
        "npm/x@1"
      })
  void whatIsNoPackageIsSaid(String purl) {
    assertThatThrownBy(() -> PackageName.parse(purl))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith("'" + purl + "'")
        .hasMessageMatching("(?s).{30,400}\\.");
  }
}
