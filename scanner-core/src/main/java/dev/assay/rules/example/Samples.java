package dev.assay.rules.example;

import java.util.Map;
import java.util.TreeMap;

/** Credentials that examples can ask for by name: one line each. */
final class Samples {
  /** Every sample by its placeholder's name. */
  static final Map<String, Sample> ALL = all();

  private Samples() {}

  /** Makes one kind of credential. */
  @FunctionalInterface
  interface Maker {
    String make(SeededText random, String argument);
  }

  /**
   * A kind of credential.
   *
   * @param argument how the argument is written in documents; empty if there is none
   * @param choices what the argument may be, separated by spaces; empty if the maker judges it
   */
  record Sample(String argument, String choices, Maker maker) {

    String form(String name) {
      return argument.isEmpty() ? "<<" + name + ">>" : "<<" + name + ":" + argument + ">>";
    }

    String make(String name, String given, SeededText random) {
      if (argument.isEmpty() && !given.isEmpty()) {
        throw new PlaceholderProblem("<<" + name + ">> takes no argument");
      }
      if (!choices.isEmpty() && !(" " + choices + " ").contains(" " + given + " ")) {
        throw new PlaceholderProblem(
            form(name) + " takes one of " + choices.replace(" ", ", ") + ", not '" + given + "'");
      }
      return maker.make(random, given);
    }
  }

  private static Map<String, Sample> all() {
    Map<String, Sample> all = new TreeMap<>();
    all.put("age", plain(KeySample::age));
    all.put("base58check", new Sample("LAYOUT", "", KeySample::base58Check));
    all.put("bech32", new Sample("PREFIX", "", KeySample::bech32));
    all.put("bip39", chosen("WORDS", "12 15 18 21 24", KeySample::bip39));
    all.put("der", chosen("LABEL", "PRIVATE-KEY RSA-PRIVATE-KEY EC-PRIVATE-KEY", Samples::der));
    all.put("jwk", chosen("TYPE", "RSA EC OKP oct", JwkSample::key));
    all.put("jwt", plain(JwtSample::token));
    all.put("nkey", chosen("KIND", "O A U N C X", KeySample::nkey));
    all.put("pem", new Sample("LABEL", "", (random, label) -> PemSample.block(label, random)));
    all.put("ppk", chosen("VERSION", "2 3", PuttySample::file));
    all.put("ripple-seed", plain(KeySample::rippleSeed));
    all.put("solana", chosen("NOTATION", "base58 json", KeySample::solana));
    all.put("strkey", plain(KeySample::strkey));
    all.put("wireguard", plain(KeySample::wireguard));
    return all;
  }

  private static String der(SeededText random, String label) {
    return PemSample.bare(random, label.replace('-', ' '));
  }

  private interface Plain {
    String make(SeededText random);
  }

  private static Sample plain(Plain maker) {
    return new Sample("", "", (random, argument) -> maker.make(random));
  }

  private static Sample chosen(String argument, String choices, Maker maker) {
    return new Sample(argument, choices, maker);
  }
}
