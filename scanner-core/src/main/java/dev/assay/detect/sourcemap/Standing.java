package dev.assay.detect.sourcemap;

import dev.assay.model.PackageIdentity;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a file lies and on what terms.
 *
 * @param in the package whose terms hold: the innermost around it that says any; else the innermost
 *     one; null if it is in none
 * @param group what it belongs to: findings of no weight are told together for each
 */
record Standing(Setting setting, Terms terms, @Nullable PackageIdentity in, String group) {

  /** Why a finding is as grave as it is. */
  List<String> evidence() {
    List<String> sentences = new ArrayList<>(2);
    sentences.add(in == null ? "no package around it says a licence" : terms.sentence(in));
    sentences.add(setting.sentence());
    return sentences;
  }
}
