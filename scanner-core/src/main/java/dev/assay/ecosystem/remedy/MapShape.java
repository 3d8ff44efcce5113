package dev.assay.ecosystem.remedy;

import java.util.List;

/**
 * What tells who made a source map.
 *
 * @param names some names of its sources
 * @param scheme that names of its sources begin with; empty if they do with none
 * @param sources how many there are
 */
public record MapShape(List<String> names, String scheme, long sources) {

  /** Nothing is known of it. */
  public static final MapShape UNKNOWN = new MapShape(List.of(), "", 0);

  public MapShape {
    names = List.copyOf(names);
  }
}
