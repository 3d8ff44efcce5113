package dev.assay.engine;

import dev.assay.model.Finding;
import dev.assay.model.SecretValue;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.RandomAccess;

/**
 * Counts at how many places each value stands, and tells it in the evidence of its findings: a
 * value that stands all over a tree is the default of something, or has to be changed everywhere.
 * About 24 bytes for each value that differs. Not thread-safe.
 */
final class RepeatedValues {
  /** Hashes of values; 0 is none. */
  private long[] keys = new long[64];

  /** Places of the value at the same index; negative if all of them are in tests. */
  private int[] counts = new int[64];

  private int used;

  /** Counts what it passes on. */
  Iterator<Finding> counting(Iterator<Finding> findings) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return findings.hasNext();
      }

      @Override
      public Finding next() {
        Finding finding = findings.next();
        count(finding);
        return finding;
      }
    };
  }

  private void count(Finding finding) {
    SecretValue secret = finding.secret();
    if (secret == null) {
      return;
    }
    if (2 * used >= keys.length) {
      grow();
    }
    long key = hash(secret.secretId());
    int slot = slot(keys, key);
    if (keys[slot] == 0) {
      keys[slot] = key;
      used++;
    }
    boolean tests = counts[slot] <= 0 && PathContext.tests(finding.evidence());
    long sum = Math.abs((long) counts[slot]) + places(finding);
    int count = (int) Math.min(Integer.MAX_VALUE, sum);
    counts[slot] = tests ? -count : count;
  }

  private static long places(Finding finding) {
    return 1L + finding.places().size() + finding.morePlaces();
  }

  /** {@code findings}, each counted before, with what the counts say. */
  List<Finding> told(List<Finding> findings) {
    return new Told(findings);
  }

  private Finding told(Finding finding) {
    SecretValue secret = finding.secret();
    if (secret == null) {
      return finding;
    }
    int count = counts[slot(keys, hash(secret.secretId()))];
    if (Math.abs((long) count) <= places(finding)) {
      return finding;
    }
    List<String> evidence = new ArrayList<>(finding.evidence());
    evidence.add(
        "the same value stands at "
            + Math.abs((long) count)
            + " places"
            + (count < 0 ? ", all of them in tests" : ""));
    return new Finding(
        finding.ruleId(),
        finding.severity(),
        finding.confidence(),
        evidence,
        finding.fingerprint(),
        finding.location(),
        finding.places(),
        finding.morePlaces(),
        secret,
        finding.excerpt(),
        finding.message(),
        finding.suppression());
  }

  private void grow() {
    long[] moreKeys = new long[2 * keys.length];
    int[] moreCounts = new int[moreKeys.length];
    for (int i = 0; i < keys.length; i++) {
      if (keys[i] != 0) {
        int slot = slot(moreKeys, keys[i]);
        moreKeys[slot] = keys[i];
        moreCounts[slot] = counts[i];
      }
    }
    keys = moreKeys;
    counts = moreCounts;
  }

  /** Where {@code key} stands in {@code table}, or is to be put. */
  private static int slot(long[] table, long key) {
    int slot = (int) key & table.length - 1;
    while (table[slot] != 0 && table[slot] != key) {
      slot = slot + 1 & table.length - 1;
    }
    return slot;
  }

  /** 64 bits, never 0; ids are hashes themselves, so that two hardly ever meet. */
  private static long hash(String id) {
    long hash = 0;
    for (int i = 0; i < id.length(); i++) {
      hash = (hash ^ id.charAt(i)) * 0x9E3779B97F4A7C15L;
      hash ^= hash >>> 29;
    }
    return hash == 0 ? 1 : hash;
  }

  private final class Told extends AbstractList<Finding> implements RandomAccess {
    private final List<Finding> findings;

    Told(List<Finding> findings) {
      this.findings = findings;
    }

    @Override
    public int size() {
      return findings.size();
    }

    @Override
    public Finding get(int index) {
      return told(findings.get(index));
    }
  }
}
