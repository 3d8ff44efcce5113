package dev.assay.rules.yaml;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/** Composes one YAML document to nodes, within limits that no honest file meets. */
public final class YamlDocument {
  /** Most bytes of a document. */
  public static final int MAX_BYTES = 1 << 20;

  private static final int MAX_ALIASES = 50;

  private YamlDocument() {}

  /**
   * Reads the single document in {@code bytes}, UTF-8 with or without a byte order mark.
   *
   * @param file how faults name it
   * @return its root; null if there was a fault, an empty document being one
   */
  public static @Nullable YamlValue read(String file, byte[] bytes, YamlFaults faults) {
    if (bytes.length > MAX_BYTES) {
      faults.add(file, "is larger than 1 MB, the most that is read; split it");
      return null;
    }
    String text = decoded(file, bytes, faults);
    if (text == null) {
      return null;
    }
    LoadSettings settings =
        LoadSettings.builder()
            .setLabel(file)
            .setMaxAliasesForCollections(MAX_ALIASES)
            .setCodePointLimit(MAX_BYTES)
            .setAllowNonScalarKeys(false)
            .build();
    try {
      Optional<Node> root =
          new Composer(
                  settings,
                  new DepthLimit(new ParserImpl(settings, new StreamReader(settings, text))))
              .getSingleNode();
      if (root.isEmpty()) {
        faults.add(file, "is empty; see `assay rules show` for what belongs in it");
        return null;
      }
      return new YamlValue(file, root.get(), faults);
    } catch (ReaderException e) {
      faults.add(unprintable(file, text, e));
    } catch (MarkedYamlEngineException e) {
      faults.add(broken(file, e));
    } catch (YamlEngineException e) {
      faults.add(file, "is not YAML that can be read: " + e.getMessage());
    }
    return null;
  }

  private static @Nullable String decoded(String file, byte[] bytes, YamlFaults faults) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(bytes);
    try {
      String text = decoder.decode(in).toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      int line = 1;
      for (int i = 0; i < in.position(); i++) {
        line += bytes[i] == '\n' ? 1 : 0;
      }
      faults.add(
          new YamlFaults.Fault(
              file, line, 1, "has bytes in this line that are not UTF-8; save it as UTF-8"));
      return null;
    }
  }

  private static YamlFaults.Fault unprintable(String file, String text, ReaderException e) {
    int end = Math.min(Math.max(e.getPosition(), 0), text.length());
    int line = 1;
    int column = 1;
    for (int i = 0; i < end; i++) {
      boolean newline = text.charAt(i) == '\n';
      line += newline ? 1 : 0;
      column = newline ? 1 : column + 1;
    }
    String code = Integer.toHexString(e.getCodePoint());
    return new YamlFaults.Fault(
        file,
        line,
        column,
        "holds the control character U+"
            + "0".repeat(Math.max(0, 4 - code.length()))
            + code
            + ", which YAML doesn't allow; write it as an escape in double quotes");
  }

  private static YamlFaults.Fault broken(String file, MarkedYamlEngineException e) {
    Optional<Mark> mark = e.getProblemMark().or(e::getContextMark);
    String context = e.getContext() == null ? "" : e.getContext() + ": ";
    return new YamlFaults.Fault(
        file,
        mark.isEmpty() ? 0 : mark.get().getLine() + 1,
        mark.isEmpty() ? 0 : mark.get().getColumn() + 1,
        "is not valid YAML here (" + context + e.getProblem() + ")");
  }
}
