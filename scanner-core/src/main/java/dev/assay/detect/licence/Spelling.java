package dev.assay.detect.licence;

import java.util.Arrays;

/** Words that are spelt in several ways (SPDX's {@code equivalentwords.txt}), as hashes. */
final class Spelling {
  /** What stands for words that count for nothing. */
  static final int NOTHING = 0;

  static final int COMMERCIAL = LicenceWords.hash("commercial");
  static final int NONCOMMERCIAL = LicenceWords.hash("noncommercial");
  static final int PERCENT = LicenceWords.hash("percent");

  private static final String[][] SAME = {
    {"acknowledgment", "acknowledgement"},
    {"acknowledgments", "acknowledgements"},
    {"analog", "analogue"},
    {"analyze", "analyse"},
    {"artifact", "artefact"},
    {"artifacts", "artefacts"},
    {"authorization", "authorisation"},
    {"authorize", "authorise"},
    {"authorized", "authorised"},
    {"authorizes", "authorises"},
    {"canceled", "cancelled"},
    {"catalog", "catalogue"},
    {"center", "centre"},
    {"color", "colour"},
    {"favor", "favour"},
    {"favorite", "favourite"},
    {"fulfill", "fulfil"},
    {"fulfillment", "fulfilment"},
    {"honor", "honour"},
    {"initialize", "initialise"},
    {"judgment", "judgement"},
    {"labeling", "labelling"},
    {"labor", "labour"},
    {"license", "licence"},
    {"licenses", "licences"},
    {"licensed", "licenced"},
    {"licensing", "licencing"},
    {"licensee", "licencee"},
    {"licensor", "licencor"},
    {"sublicense", "sublicence"},
    {"sublicenses", "sublicences"},
    {"maximize", "maximise"},
    {"modeled", "modelled"},
    {"modeling", "modelling"},
    {"offense", "offence"},
    {"optimize", "optimise"},
    {"organization", "organisation"},
    {"organizations", "organisations"},
    {"organize", "organise"},
    {"practice", "practise"},
    {"program", "programme"},
    {"realize", "realise"},
    {"recognize", "recognise"},
    {"recognized", "recognised"},
    {"signaling", "signalling"},
    {"summarize", "summarise"},
    {"utilization", "utilisation"},
    {"while", "whilst"},
    {"willful", "wilful", "wilfull"},
  };

  /** Parts of addresses that differ where the address is the same. */
  private static final String[] IDLE = {"http", "https", "www", "nbsp", "quot", "amp"};

  /** Words that begin a comment's line. */
  private static final int[] COMMENT = {LicenceWords.hash("dnl"), LicenceWords.hash("rem")};

  private static final String[][] SUB = {
    {"license", "sublicense"},
    {"licenses", "sublicenses"},
    {"licensed", "sublicensed"},
    {"licensing", "sublicensing"},
    {"licensee", "sublicensee"},
    {"licensees", "sublicensees"},
    {"licensable", "sublicensable"},
  };

  /** Sorted hashes, and what each stands for. */
  private static final int[] FROM;

  private static final int[] TO;

  static {
    long[] pairs = new long[256];
    int count = 0;
    for (String[] row : SAME) {
      for (int i = 1; i < row.length; i++) {
        pairs[count++] = pair(row[i], LicenceWords.hash(row[0]));
      }
    }
    for (String word : IDLE) {
      pairs[count++] = pair(word, NOTHING);
    }
    Arrays.sort(pairs, 0, count);
    FROM = new int[count];
    TO = new int[count];
    for (int i = 0; i < count; i++) {
      FROM[i] = (int) (pairs[i] >> 32);
      TO[i] = (int) pairs[i];
    }
  }

  private Spelling() {}

  private static long pair(String word, int to) {
    return ((long) LicenceWords.hash(word) << 32) | (to & 0xffffffffL);
  }

  /** The hash of the word that stands for all spellings; {@link #NOTHING} for what is left out. */
  static int of(int hash) {
    int at = Arrays.binarySearch(FROM, hash);
    return at < 0 ? hash : TO[at];
  }

  static boolean comment(int hash) {
    return hash == COMMENT[0] || hash == COMMENT[1];
  }

  /** Whether {@code sub} before it makes one word of both. */
  static boolean licensing(int hash) {
    return sub(hash) != hash;
  }

  /** The word with {@code sub} before it. */
  static int sub(int hash) {
    for (String[] row : SUB) {
      if (LicenceWords.hash(row[0]) == hash) {
        return LicenceWords.hash(row[1]);
      }
    }
    return hash;
  }

  static String lower(CharSequence text, int start, int end) {
    StringBuilder word = new StringBuilder(end - start);
    for (int i = start; i < end; i++) {
      word.append(Character.toLowerCase(text.charAt(i)));
    }
    return word.toString();
  }
}
