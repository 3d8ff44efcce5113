package dev.assay.detect.file;

import dev.assay.detect.Detector;
import dev.assay.detect.Window;
import dev.assay.model.Candidate;
import dev.assay.model.Confidence;
import dev.assay.model.Content;
import dev.assay.model.Provenance;
import dev.assay.model.RuleInfo;
import dev.assay.model.Severity;
import dev.assay.model.ShippedFile;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds paths of the machine that built them in compiled files: programs, classes, byte code and
 * bundled scripts. Each name once a file.
 */
public final class LocalPathDetector implements Detector {
  private static final RuleInfo LOCAL_PATH =
      new RuleInfo(
              "local-path",
              "Path of the machine that built it",
              Severity.LOW,
              Confidence.MEDIUM,
              "Compiled files name the home folder of the person who built them.",
              "It tells a user name, and how folders, projects and customers are called on that"
                  + " machine; and the build depends on who runs it.",
              "Build on a build server, or have the compiler leave the paths out:"
                  + " -ffile-prefix-map= (gcc, clang), --remap-path-prefix (rustc), -trimpath (go),"
                  + " PathMap (.NET), `stripdir` of compileall (Python), relative source roots"
                  + " (bundlers).",
              List.of("https://reproducible-builds.org/docs/build-path/"))
          .with(
              new RuleInfo.Details(
                  List.of(
                      "`/Users/NAME/`, `/home/NAME/` or `C:\\Users\\NAME\\` stands in a program (ELF,"
                          + " PE, Mach-O), a class, WebAssembly, byte code of Python, Android or"
                          + " Hermes, or a minified script.",
                      "Names of build servers, images and instructions are passed over (`runner`,"
                          + " `root`, `jenkins`, `user` …)."),
                  List.of("Everywhere but in git's history; once for each package and name."),
                  List.of("/Users/alice/src/app/main.c")));

  /** Length of {@code home} and of what {@code Users} begins with. */
  private static final int WORD = 4;

  /** Names told of one file. */
  private static final int MOST_NAMES = 8;

  /** Compiled files are bytes, and some are opened as containers. */
  @Override
  public boolean raw() {
    return true;
  }

  @Override
  public List<RuleInfo> rules() {
    return List.of(LOCAL_PATH);
  }

  @Override
  public Worker worker() {
    return (content, out) ->
        ShippedRules.mayShip(content.provenance()) ? new Search(content, out) : Pass.NONE;
  }

  private static Candidate candidate(HomePaths.Found found) {
    return new Candidate(
        LOCAL_PATH.id(),
        LOCAL_PATH.severity(),
        LOCAL_PATH.confidence(),
        0,
        true,
        List.of("it holds " + found.path()),
        null,
        0,
        0,
        null,
        null,
        null,
        "user " + found.user());
  }

  private static final class Search implements Pass {
    private final Provenance place;
    private final Observer out;
    private final Set<String> names = new HashSet<>();
    private boolean compiled;

    /** Whether characters have one byte each, as far as they matter here. */
    private boolean bytesOnly;

    Search(Content content, Observer out) {
      this.place = content.provenance();
      this.out = out;
    }

    @Override
    public void window(Window window) {
      byte[] bytes = window.bytes();
      if (window.first()) {
        boolean bundle =
            CompiledFiles.bundle(place.innerPath(), bytes, window.begin(), window.end());
        compiled = bundle || CompiledFiles.binary(bytes, window.begin(), window.end());
        bytesOnly = bundle || CompiledFiles.javaClass(bytes, window.begin(), window.end());
      }
      if (!compiled || names.size() >= MOST_NAMES) {
        return;
      }
      if (bytesOnly) {
        lookForWords(window);
      } else {
        lookForSeparators(window);
      }
    }

    /** Also finds paths of two bytes a character. */
    private void lookForSeparators(Window window) {
      byte[] bytes = window.bytes();
      int end = window.ownEnd();
      for (int i = window.ownBegin(); i < end; i++) {
        byte b = bytes[i];
        if (b == '/' || b == '\\') {
          look(window, i);
        }
      }
    }

    /**
     * Looks at each fourth byte, which is one of {@code home} or {@code User} if such a word stands
     * there: classes are full of slashes.
     */
    private void lookForWords(Window window) {
      byte[] bytes = window.bytes();
      int begin = window.ownBegin();
      int last = Math.min(window.end(), window.ownEnd() + WORD);
      for (int i = begin; i < last; i += WORD) {
        switch (bytes[i]) {
          case 'h', 'U' -> word(window, i);
          case 'o', 's' -> word(window, i - 1);
          case 'm' -> word(window, i - 2);
          case 'e' -> {
            word(window, i - 3);
            word(window, i - 2);
          }
          case 'r' -> word(window, i - 3);
          default -> {}
        }
      }
    }

    private void word(Window window, int at) {
      byte[] bytes = window.bytes();
      int slash = at - 1;
      if (slash >= window.ownBegin()
          && slash < window.ownEnd()
          && (bytes[slash] == '/' || bytes[slash] == '\\')) {
        look(window, slash);
      }
    }

    private void look(Window window, int at) {
      HomePaths.Found found = HomePaths.at(window.bytes(), window.begin(), at, window.end());
      if (found != null && names.size() < MOST_NAMES && names.add(found.user())) {
        out.observe(new ShippedFile(place, false, 1, List.of(), candidate(found)));
      }
    }

    @Override
    public void end() {}
  }
}
