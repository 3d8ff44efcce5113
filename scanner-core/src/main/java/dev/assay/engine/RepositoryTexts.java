package dev.assay.engine;

import dev.assay.ecosystem.remedy.RepositoryFiles;
import dev.assay.ecosystem.remedy.TextFile;
import dev.assay.model.Content;
import dev.assay.source.Reopener;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the files that say what a repository packs. One that can't be read is not there. */
final class RepositoryTexts {
  private static final int LONGEST = 1 << 20;

  private final @Nullable Reopener reopener;

  RepositoryTexts(@Nullable Reopener reopener) {
    this.reopener = reopener;
  }

  /** Those of the folder whose logical paths begin with {@code root}. */
  RepositoryFiles of(String root) {
    if (reopener == null) {
      return RepositoryFiles.NONE;
    }
    Map<String, TextFile> files = new HashMap<>();
    for (String name : RepositoryFiles.NAMES) {
      try {
        Content content = reopener.reopen(root + name);
        if (content != null) {
          try (InputStream in = content.open()) {
            put(name, root + name, in, files);
          }
        }
      } catch (IOException e) {
        files.remove(name); // a fix is said in words then; the scan told what can't be read
      }
    }
    return new RepositoryFiles(files);
  }

  /** Those of a folder beside what is scanned. */
  static RepositoryFiles of(Path folder) {
    Map<String, TextFile> files = new HashMap<>();
    for (String name : RepositoryFiles.NAMES) {
      Path file = folder.resolve(name);
      if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
        try (InputStream in = Files.newInputStream(file)) {
          put(name, name, in, files);
        } catch (IOException e) {
          files.remove(name); // as above
        }
      }
    }
    return files.isEmpty() ? RepositoryFiles.NONE : new RepositoryFiles(files);
  }

  private static void put(String name, String path, InputStream in, Map<String, TextFile> files)
      throws IOException {
    byte[] bytes = in.readNBytes(LONGEST + 1);
    if (bytes.length > LONGEST) {
      return;
    }
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      if (!text.startsWith("\ufeff")) { // columns would count it in some programs, not in others
        files.put(name, new TextFile(path, text));
      }
    } catch (CharacterCodingException e) {
      files.remove(name); // no text: nothing can be put into it
    }
  }
}
