package dev.assay.detect.contents;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContentKindsTest {

  private static String kind(String bytes, String path) {
    byte[] raw = bytes.getBytes(StandardCharsets.ISO_8859_1);
    byte[] shifted = new byte[raw.length + 7];
    System.arraycopy(raw, 0, shifted, 7, raw.length);
    return ContentKinds.of(shifted, 7, shifted.length, path);
  }

  @ParameterizedTest
  @CsvSource({
    "'', cli.js, empty",
    "hello, cli.js, javascript",
    "hello, a/cli.MJS, javascript",
    "hello, index.d.ts, declarations",
    "hello, src/index.ts, typescript",
    "'{\"a\": 1}', package.json, json",
    "'{\"version\":3,\"sources\":[\"a.ts\"],\"names\":[],\"mappings\":\"\"}', cli.js.map, source-map",
    "'{\"version\":3,\"sources\":[\"a.ts\"],\"names\":[],\"mappings\":\"\"}', harmless.json,"
        + " source-map",
    "'{\"version\":3,\"sourcesContent\":[\"a\"]}', data, source-map",
    "'{\"version\": \"1\"}', package.json, json",
    "hello, LICENSE, text",
    "hello, LICENSE.txt, text",
    "'#!/usr/bin/env node\n', cli, javascript",
    "'#!/bin/sh\n', run, script",
    "'<?xml version=\"1.0\"?><svg/>', logo.svg, svg",
    "'<?xml version=\"1.0\"?><project/>', pom, xml",
    "'x\u0000y', data.bin, binary",
    "'x\u0000y', cli.js, binary",
    "'SQLite format 3\u0000', notes.txt, database",
    "'GIF89a', a.txt, image",
    "'\u0089PNG\r\n', a.png, image",
    "'wOF2', a.woff2, font",
    "'%PDF-1.7', a, document",
    "'\u001f\u008b\b\u0000', a.tgz, gzip",
    "'PK\u0003\u0004', a.zip, zip",
    "'PK\u0003\u0004', a.jar, jar",
    "'PK\u0003\u0004', a.whl, zip",
    "'\u0000asm\u0001', a.wasm, wasm",
    "'\u00ca\u00fe\u00ba\u00be\u0000\u0000\u0000=', A.class, class",
    "'\u00ca\u00fe\u00ba\u00be\u0000\u0000\u0000\u0002', tool, native-program",
    "'JAVA PROFILE 1.0.2\u0000', x, memory-dump",
    "'!<arch>\ndebian-binary', x.deb, package",
    "'!<arch>\n/      ', libx.a, library",
    "'\u00fe\u00ed\u00fe\u00ed\u0000', x, key-store",
  })
  void knowsByBytesThenByName(String bytes, String path, String kind) {
    assertThat(kind(bytes, path)).isEqualTo(kind);
    assertThat(ContentKinds.all()).contains(kind);
  }

  @Test
  void knowsKeysAndCertificates() {
    String dashes = "-".repeat(5);
    String begin = dashes + "BEGIN ";
    assertThat(kind(begin + "RSA PRIVATE" + " KEY" + dashes + "\nAAAA\n", "server.txt"))
        .isEqualTo("private-key");
    assertThat(kind(begin + "CERTIFICATE" + dashes + "\nAAAA\n", "server.pem"))
        .isEqualTo("certificate");
    assertThat(
            kind(
                begin + "CERTIFICATE" + dashes + "\n" + begin + "PRIVATE" + " KEY" + dashes,
                "server.pem"))
        .isEqualTo("private-key");
  }

  @Test
  void knowsProgramsOfEachSystem() {
    String elf = "\177ELF\2\1\1" + "\0".repeat(9);
    assertThat(kind(elf + "\2\0", "tool")).isEqualTo("native-program");
    assertThat(kind(elf + "\3\0", "libx.so.1")).isEqualTo("library");
    assertThat(kind(elf + "\3\0", "addon.node")).isEqualTo("library");
    assertThat(kind(elf + "\3\0", "tool")).isEqualTo("native-program");
    assertThat(kind(elf + "\4\0", "core")).isEqualTo("memory-dump");
    String mach = "\u00cf\u00fa\u00ed\u00fe" + "\0".repeat(8);
    assertThat(kind(mach + "\2", "tool")).isEqualTo("native-program");
    assertThat(kind(mach + "\6", "x.dylib")).isEqualTo("library");
    assertThat(kind(mach + "\12", "x")).isEqualTo("debug-symbols");
    String windows = "MZ" + "\0".repeat(58) + "\100\0\0\0";
    assertThat(kind(windows + "PE\0\0" + "\0".repeat(18) + "\42\0\0\0", "x.bin"))
        .isEqualTo("native-program");
    assertThat(kind(windows + "PE\0\0" + "\0".repeat(18) + "\42\40\0\0", "x.bin"))
        .isEqualTo("library");
  }

  @Test
  void takesWideTextForText() {
    StringBuilder wide = new StringBuilder("\u00ff\u00fe");
    for (char c : "var a = 1; // a script".toCharArray()) {
      wide.append(c).append('\0');
    }
    assertThat(kind(wide.toString(), "a.js")).isEqualTo("javascript");
  }
}
