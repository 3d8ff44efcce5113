package dev.assay.cli;

import java.util.List;

/** What can be done: one command each, with what its help says. */
enum Verb {
  SCAN(
      "scan",
      "[PATH…]",
      """
      Scans files, folders, archives and packages for secrets.

      PATH is a file or a folder; - is standard input; the default is the current folder. \
      Archives are unpacked in memory, as deep as the budget allows. pkg:npm/express@4.21.2, \
      pkg:maven/group/artifact@version, pkg:pypi/…, pkg:cargo/… and pkg:golang/… name a package in \
      the local caches of its package manager, or with --online in its registry.""",
      """
      assay scan                           the current folder
      assay scan dist/app.tgz              what is about to be published
      assay scan -o sarif=assay.sarif .    for code scanning
      assay scan pkg:npm/express@4.21.2    a package, from npm's cache
      assay scan new.tgz --against old.tgz what came in since the last release
      assay scan --online 'pkg:maven/org.acme/lib@1.0?classifier=sources'
      generate-config | assay scan -       what a program writes"""),
  GIT(
      "git",
      "[REPO…]",
      """
      Scans git repositories for secrets: their whole history unless told otherwise.

      REPO is a work tree or a git directory; the default is the current folder. The history is \
      that of all refs, stash and notes; messages are scanned too.""",
      """
      assay git                            every commit of this repository
      assay git --staged                   what is about to be committed
      assay git --range origin/main..HEAD  what this branch adds
      assay git -o json mirror.git         a bare repository, for a program"""),
  LOCK(
      "lock",
      "ARTIFACT…",
      """
      Writes down what artifacts may hold, and checks that they hold nothing else.

      ARTIFACT is a file, a folder or a package, as for 'assay scan'. assay.lock says which files \
      it may hold, of which kinds, how many and how large, with versions and hashes left out. Make \
      it of a good release, review it, commit it; then let --check look at each release before it \
      ships. What changed on purpose goes into it by running this again: lines that hold stay as \
      they are, also those that somebody edited.

      With --approve NAME it notes instead, by SHA-256, which modules, wrappers, programs, \
      libraries, models and images from elsewhere NAME approved; from then on --check fails on any \
      other.""",
      """
      assay lock dist/app-1.2.0.tgz          note what it holds in assay.lock
      assay lock --check dist/app-1.3.0.tgz  does the next one hold more?
      assay lock --check -o sarif=lock.sarif target/app.jar
      assay lock --file locks/web.lock build/web
      assay lock --approve 'Ada Lovelace' target/app.jar
      vault read … | assay lock --check --digests - target/app.jar"""),
  SBOM(
      "sbom",
      "[PATH…]",
      """
      Writes the bill of materials of files, folders, archives, packages and images: what is in \
      them, without looking for anything else.

      PATH is as for 'assay scan'. Nothing is left out: neither what .gitignore names, nor what a \
      configuration does. The format is CycloneDX 1.6 in JSON unless -o says otherwise. \
      'assay sbom verify' holds a bill against what it is of.""",
      """
      assay sbom target/app.jar > bom.json
      assay sbom -o spdx=app.spdx.json -o cyclonedx=app.cdx.json dist/app.tgz
      SOURCE_DATE_EPOCH=$(git log -1 --format=%ct) assay sbom --creator 'Acme <sbom@example.com>' ."""),
  SBOM_VERIFY(
      "sbom verify",
      "SBOM ARTIFACT",
      """
      Holds a bill of materials, ours or that of another tool, against what it is of.

      SBOM is CycloneDX 1.2 to 1.6 in JSON or XML, or SPDX 2.2, 2.3 (JSON, tag-value) or 3.0.1 \
      (JSON-LD). Every digest that it gives is compared with the bytes in ARTIFACT, and every \
      component with what is found there, in both directions.""",
      """
      assay sbom verify bom.json target/app.jar
      assay sbom verify -o sarif=bom.sarif app.spdx.json dist/app.tgz"""),
  RULES_LIST(
      "rules list",
      "",
      "Lists the rules that scans use.",
      """
      assay rules list
      assay rules list --only 'github-*'
      assay rules list -o json --rules my-rules/"""),
  RULES_SHOW(
      "rules show",
      "ID…",
      "Says what a rule finds, what the risk is, and what to do about it.",
      "assay rules show npm-access-token"),
  RULES_CHECK(
      "rules check",
      "FILE…",
      """
      Checks rule files, folders of them, or .toml files in the format of gitleaks: what is wrong \
      with a rule, what is slow or poor about it, and why.

      The exit code is 1 if there is an error; warnings alone leave it 0.""",
      "assay rules check my-rules/"),
  RULES_TEST(
      "rules test",
      "FILE…",
      """
      Runs the match and ignore examples of rule files, or folders of them.

      The exit code is 1 if an example fails.""",
      "assay rules test my-rules/acme-token.yml"),
  COMPLETION(
      "completion",
      "bash|zsh|fish",
      "Writes a script that completes this command's words in a shell.",
      """
      assay completion bash > /etc/bash_completion.d/assay
      assay completion zsh > ~/.zsh/assay.zsh   and source it in .zshrc
      assay completion fish > ~/.config/fish/completions/assay.fish""");

  private final String path;
  private final String operands;
  private final String description;
  private final String examples;

  Verb(String path, String operands, String description, String examples) {
    this.path = path;
    this.operands = operands;
    this.description = description;
    this.examples = examples;
  }

  /** Its words after {@code assay}. */
  String path() {
    return path;
  }

  /** What stands after its options, as help shows it; empty for nothing. */
  String operands() {
    return operands;
  }

  /** Lines; the first one is a summary. */
  List<String> description() {
    return description.lines().toList();
  }

  /** Command lines, perhaps with a word on each. */
  List<String> examples() {
    return examples.lines().toList();
  }
}
