package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SuggestionsTest {

  private static final List<String> OPTIONS =
      List.of("--output", "--offline", "--only", "--fail-on", "--max-bytes", "-o", "-q");

  @Test
  void likeliestNameComesFirst() {
    assertThat(Suggestions.of("--ouput", OPTIONS)).first().isEqualTo("--output");
    assertThat(Suggestions.of("--fial-on", OPTIONS)).containsExactly("--fail-on");
    assertThat(Suggestions.of("--max", OPTIONS)).containsExactly("--max-bytes");
    assertThat(Suggestions.of("--OUTPUT", OPTIONS)).first().isEqualTo("--output");
  }

  @Test
  void nothingIsSuggestedForWhatIsLikeNothing() {
    assertThat(Suggestions.of("--baseline", OPTIONS)).isEmpty();
    assertThat(Suggestions.didYouMean("--baseline", OPTIONS)).isEqualTo(".");
    assertThat(Suggestions.didYouMean("--onyl", OPTIONS)).isEqualTo(". Did you mean '--only'?");
  }

  @Test
  void swapOfNeighboursCostsOne() {
    assertThat(Suggestions.distance("ab", "ba")).isEqualTo(1);
    assertThat(Suggestions.distance("kitten", "sitting")).isEqualTo(3);
    assertThat(Suggestions.distance("", "abc")).isEqualTo(3);
  }
}
