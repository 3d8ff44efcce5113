package dev.assay.source.artifact;

/** How Go writes names of modules and versions in paths. */
public final class GoPaths {

  private GoPaths() {}

  /** {@code text} with {@code !a} for {@code A}, since some file systems know no case. */
  public static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 'A' && c <= 'Z') {
        escaped.append('!').append((char) (c + 'a' - 'A'));
      } else {
        escaped.append(c);
      }
    }
    return escaped.toString();
  }
}
