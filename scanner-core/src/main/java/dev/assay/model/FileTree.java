package dev.assay.model;

import java.io.IOException;
import java.util.List;

/** Files that lie together and are one thing, such as a container image that is a folder. */
public interface FileTree {

  /** Beginning of the paths of all, empty or ending in {@code /}. */
  String root();

  /** All of them, each to be read as often as need be, by any thread. */
  List<Content> files() throws IOException;
}
