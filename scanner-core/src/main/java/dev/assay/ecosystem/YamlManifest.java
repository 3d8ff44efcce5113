package dev.assay.ecosystem;

import dev.assay.model.ByteSlice;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * A manifest in YAML, read as a stream of events: tags say nothing, aliases stand for nothing, and
 * no object is made of it.
 */
final class YamlManifest {

  /** Collections inside one another beyond which it is none of ours. */
  private static final int DEEPEST = 100;

  /** Takes the scalars of a document. */
  @FunctionalInterface
  interface Scalars {

    /**
     * A value that is no collection.
     *
     * @param path keys from the root on, such as {@code version/version}; elements of a sequence
     *     have the path of the sequence
     */
    void scalar(String path, String value);
  }

  private YamlManifest() {}

  /** A collection that is open. */
  private static final class Level {
    private final String path;
    private final boolean mapping;
    private @Nullable String key;

    Level(String path, boolean mapping) {
      this.path = path;
      this.mapping = mapping;
    }

    /** The path of the next value, which takes the key; null if the next scalar is a key. */
    @Nullable String next() {
      if (!mapping) {
        return path;
      }
      String taken = key;
      key = null;
      return taken == null ? null : path.isEmpty() ? taken : path + "/" + taken;
    }
  }

  /**
   * Reads the first document of {@code text}.
   *
   * @throws MalformedManifestException if it isn't YAML
   */
  static void read(ByteSlice text, Scalars out) throws MalformedManifestException {
    LoadSettings settings = LoadSettings.builder().setCodePointLimit(text.length() + 1).build();
    Deque<Level> open = new ArrayDeque<>();
    try {
      for (Event event : new Parse(settings).parseString(Manifests.string(text))) {
        switch (event.getEventId()) {
          case MappingStart, SequenceStart -> {
            String path = open.isEmpty() ? "" : open.peek().next();
            if (open.size() == DEEPEST || path == null) {
              throw new MalformedManifestException("it is no manifest");
            }
            open.push(new Level(path, event.getEventId() == Event.ID.MappingStart));
          }
          case MappingEnd, SequenceEnd -> open.pop();
          case Scalar -> scalar(((ScalarEvent) event).getValue(), open.peek(), out);
          case Alias -> scalar(null, open.peek(), out);
          case DocumentEnd -> {
            return;
          }
          default -> {}
        }
      }
    } catch (YamlEngineException e) {
      throw new MalformedManifestException("it is not YAML");
    }
  }

  private static void scalar(@Nullable String value, @Nullable Level in, Scalars out) {
    if (in == null) {
      return;
    }
    String path = in.next();
    if (path == null) {
      in.key = value == null ? "*" : value;
    } else if (value != null) {
      out.scalar(path, value);
    }
  }
}
