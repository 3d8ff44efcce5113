package dev.assay.cli;

import dev.assay.model.UsageException;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An option.
 *
 * @param names short name first, if it has one
 * @param param what help calls its value; null if it takes none
 * @param help a sentence or two
 * @param verbs the commands that take it
 * @param repeatable whether it may be given more than once
 * @param candidates values that a shell can offer; empty if there are too many to tell
 * @param effect notes its value (empty if it takes none) in what was typed, or throws a {@link
 *     UsageException} if the value can't be right
 */
record Flag(
    List<String> names,
    @Nullable String param,
    String help,
    Set<Verb> verbs,
    boolean repeatable,
    List<String> candidates,
    BiConsumer<Typed, String> effect) {

  Flag {
    names = List.copyOf(names);
    verbs = Set.copyOf(verbs);
    candidates = List.copyOf(candidates);
  }

  /** One that is there or not. */
  static Flag of(Set<Verb> verbs, String names, String help, Consumer<Typed> effect) {
    return new Flag(
        List.of(names.split(" ", -1)),
        null,
        help,
        verbs,
        false,
        List.of(),
        (typed, value) -> effect.accept(typed));
  }

  /** One that takes a value. */
  static Flag of(
      Set<Verb> verbs, String names, String param, String help, BiConsumer<Typed, String> effect) {
    return new Flag(List.of(names.split(" ", -1)), param, help, verbs, false, List.of(), effect);
  }

  /** The same, and it may be given more than once. */
  Flag repeated() {
    return new Flag(names, param, help, verbs, true, candidates, effect);
  }

  /** The same, and shells offer these values. */
  Flag offering(List<String> values) {
    return new Flag(names, param, help, verbs, repeatable, values, effect);
  }

  /** The name that messages use. */
  String longName() {
    return names.get(names.size() - 1);
  }
}
