package dev.assay.unpack;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.assay.unpack.code.Compiler;
import dev.assay.unpack.code.ElfFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.cpio.CpioConstants;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One Jazzer target a format ({@code @FuzzTest} has to be the last annotation). Ordinary builds run
 * the seeds; {@code JAZZER_FUZZ=1} with {@code -Dtest=UnpackersFuzzTest#gzip} looks for more.
 */
class UnpackersFuzzTest {

  private static final List<UnpackerContract.Item> ITEMS =
      List.of(
          UnpackerContract.Item.of("a/b.txt", "seed seed seed seed"),
          UnpackerContract.Item.of("c", ""));

  static Stream<byte[]> asarSeeds() throws IOException {
    return Stream.of(new AsarUnpackerTest().pack(ITEMS));
  }

  @MethodSource("asarSeeds")
  @FuzzTest
  void asar(byte[] data) {
    Walk.of("app.asar", data);
  }

  static Stream<byte[]> pharSeeds() throws IOException {
    return Stream.of(new PharUnpackerTest().pack(ITEMS));
  }

  @MethodSource("pharSeeds")
  @FuzzTest
  void phar(byte[] data) {
    Walk.of("a.phar", data);
  }

  static Stream<byte[]> arSeeds() throws IOException {
    return Stream.of(new ArUnpackerTest().pack(ITEMS));
  }

  @MethodSource("arSeeds")
  @FuzzTest
  void ar(byte[] data) {
    Walk.of("a.deb", data);
  }

  static Stream<byte[]> cpioSeeds() throws IOException {
    return Stream.of(
        CpioUnpackerTest.pack(ITEMS, CpioConstants.FORMAT_NEW_CRC),
        CpioUnpackerTest.pack(ITEMS, CpioConstants.FORMAT_OLD_ASCII),
        CpioUnpackerTest.pack(ITEMS, CpioConstants.FORMAT_OLD_BINARY));
  }

  @MethodSource("cpioSeeds")
  @FuzzTest
  void cpio(byte[] data) {
    Walk.of("a.cpio", data);
  }

  static Stream<byte[]> gzipSeeds() throws IOException {
    return Stream.of(new GzipUnpackerTest().pack(ITEMS));
  }

  @MethodSource("gzipSeeds")
  @FuzzTest
  void gzip(byte[] data) {
    Walk.of("a.gz", data);
  }

  static Stream<byte[]> rpmSeeds() throws IOException {
    return Stream.of(new RpmUnpackerTest().pack(ITEMS), RpmUnpackerTest.described(ITEMS));
  }

  @MethodSource("rpmSeeds")
  @FuzzTest
  void rpm(byte[] data) {
    Walk.of("a.rpm", data);
  }

  static Stream<byte[]> sevenZipSeeds() throws IOException {
    return Stream.of(new SevenZipUnpackerTest().pack(ITEMS), SevenZipUnpackerTest.plain());
  }

  @MethodSource("sevenZipSeeds")
  @FuzzTest
  void sevenZip(byte[] data) {
    Walk.of("a.7z", data);
  }

  static Stream<byte[]> sourceMapSeeds() throws IOException {
    return Stream.of(
        new SourceMapUnpackerTest().pack(ITEMS),
        utf8(
            "{\"version\":3,\"sections\":[{\"offset\":{\"line\":0,\"column\":0},\"map\":{\"version\":3,"
                + "\"sources\":[\"a?b\",null,\"a\"],\"sourcesContent\":[\"\\u00e9\\ud83d\\ude00\\r\\n\","
                + "null],\"mappings\":\"AAAA\"}}]}"),
        utf8(
            ")]}'\n{\"sourcesContent\":[\"x\"],\"sources\":[\"/Users/a/b\"],\"sourceRoot\":\"s3://b\"}"));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @MethodSource("sourceMapSeeds")
  @FuzzTest
  void sourceMap(byte[] data) {
    Walk.of("a.js.map", data);
  }

  static Stream<byte[]> inlineMapSeeds() {
    return Stream.of(
        utf8(
            "//# sourceMappingURL=data:application/json;base64,eyJ2ZXJzaW9uIjozLCJzb3VyY2VzIjpbXX0="),
        utf8("/*@ sourceMappingURL=data:x/y,%7B%22version%22:3,%22sources%22:[%22a%22]%7D*/"),
        utf8("//# sourceMappingURL=https://maps.acme.internal/%61?b#c\n"));
  }

  /** However the text is cut, the same is found in it. */
  @MethodSource("inlineMapSeeds")
  @FuzzTest
  void inlineMaps(byte[] data) throws IOException {
    InlineMapsTest.Seen whole = InlineMapsTest.feed(data, Math.max(1, data.length), 0);
    InlineMapsTest.Seen cut = InlineMapsTest.feed(data, 17, 4_000);
    if (!whole.equals(cut)) {
      throw new AssertionError("windows of 17 bytes: " + cut + ", not " + whole);
    }
  }

  static Stream<byte[]> zipSeeds() throws IOException {
    return Stream.of(new ZipUnpackerTest().pack(ITEMS));
  }

  @MethodSource("zipSeeds")
  @FuzzTest
  void zip(byte[] data) {
    Walk.of("a.zip", data);
  }

  static Stream<byte[]> tarSeeds() throws IOException {
    return Stream.of(new TarUnpackerTest().pack(ITEMS));
  }

  @MethodSource("tarSeeds")
  @FuzzTest
  void tar(byte[] data) {
    Walk.of("a.tar", data);
  }

  static Stream<byte[]> bzip2Seeds() throws IOException {
    return Stream.of(new Bzip2UnpackerTest().pack(ITEMS));
  }

  @MethodSource("bzip2Seeds")
  @FuzzTest
  void bzip2(byte[] data) {
    Walk.of("a.bz2", data);
  }

  static Stream<byte[]> lzmaSeeds() throws IOException {
    return Stream.of(new LzmaUnpackerTest().pack(ITEMS));
  }

  @MethodSource("lzmaSeeds")
  @FuzzTest
  void lzma(byte[] data) {
    Walk.of("a.lzma", data);
  }

  static Stream<byte[]> xzSeeds() throws IOException {
    return Stream.of(new XzUnpackerTest().pack(ITEMS));
  }

  @MethodSource("xzSeeds")
  @FuzzTest
  void xz(byte[] data) {
    Walk.of("a.xz", data);
  }

  static Stream<byte[]> zstdSeeds() throws IOException {
    return Stream.of(new ZstdUnpackerTest().pack(ITEMS));
  }

  @MethodSource("zstdSeeds")
  @FuzzTest
  void zstd(byte[] data) {
    Walk.of("a.zst", data);
  }

  static Stream<byte[]> compiledSeeds() throws IOException {
    return Stream.of(
        Compiler.compile("class A { static final String B = \"a-value\"; String c = \"b-value\"; }")
            .get("A"),
        ElfFile.of("rela", "first-literal", "second-literal"),
        ElfFile.windows("wide-literal".getBytes(StandardCharsets.UTF_16LE)),
        ElfFile.mach("first-literal", "second-literal"));
  }

  @MethodSource("compiledSeeds")
  @FuzzTest
  void compiled(byte[] data) {
    Walk.of("a.out", data);
  }

  static Stream<byte[]> lz4Seeds() throws IOException {
    return Stream.of(new Lz4UnpackerTest().pack(ITEMS));
  }

  @MethodSource("lz4Seeds")
  @FuzzTest
  void lz4(byte[] data) {
    Walk.of("a.lz4", data);
  }
}
