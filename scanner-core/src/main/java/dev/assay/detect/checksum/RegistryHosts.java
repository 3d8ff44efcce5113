package dev.assay.detect.checksum;

import dev.assay.detect.Correlator;
import dev.assay.ecosystem.Addresses;
import dev.assay.model.LockedPackage;
import dev.assay.model.LockedPackage.Origin;
import dev.assay.model.PackageKind;
import dev.assay.model.RuleInfo;
import dev.assay.model.Severity;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Where the entries of one lockfile come from, as far as a range of versions asks for them. */
final class RegistryHosts {

  /** More entries of a host than this, if they are a tenth of all, are no exception. */
  private static final int FEW = 5;

  private static final String MODULES = "/-/";

  /** Hosts that serve what another one is asked for. */
  private static final Map<String, String> SAME =
      Map.of(
          "registry.yarnpkg.com", "registry.npmjs.org",
          "registry.npmjs.com", "registry.npmjs.org",
          "files.pythonhosted.org", "pypi.org",
          "pypi.python.org", "pypi.org",
          "index.crates.io", "github.com");

  private static final Set<String> DEFAULTS =
      Set.of("registry.npmjs.org", "pypi.org", "github.com", "");

  /** Mirrors of public registries, and indexes that many projects use beside the usual one. */
  private static final Set<String> WELL_KNOWN =
      Set.of(
          "registry.npmmirror.com",
          "registry.npm.taobao.org",
          "r.cnpmjs.org",
          "cdn.npmmirror.com",
          "mirrors.cloud.tencent.com",
          "mirrors.tencentyun.com",
          "repo.huaweicloud.com",
          "mirrors.huaweicloud.com",
          "mirrors.aliyun.com",
          "pypi.tuna.tsinghua.edu.cn",
          "download.pytorch.org",
          "pypi.nvidia.com",
          "npm.pkg.github.com",
          "npm.jsr.io");

  private final List<LockedPackage> entries;

  RegistryHosts(List<LockedPackage> entries) {
    this.entries = entries;
  }

  void judge(Correlator.Output out) {
    Map<String, List<LockedPackage>> byHost = new TreeMap<>();
    List<LockedPackage> others = new ArrayList<>();
    int total = 0;
    for (LockedPackage entry : entries) {
      if (entry.origin() != Origin.REGISTRY) {
        continue;
      }
      String host = Addresses.host(entry.source());
      host = SAME.getOrDefault(host, host);
      if (host.isEmpty() && entry.source().isEmpty() && !entry.pinned()) {
        continue; // it says nothing
      }
      byHost.computeIfAbsent(host, key -> new ArrayList<>()).add(entry);
      total++;
      if (otherName(entry)) {
        others.add(entry);
      }
    }
    LockfileCorrelator.tell(
        LockfileFindings.OTHER,
        LockfileFindings.OTHER.severity(),
        others,
        "has the address of a package of another name",
        out);
    String main = main(byHost);
    for (Map.Entry<String, List<LockedPackage>> host : byHost.entrySet()) {
      if (!host.getKey().equals(main) && !DEFAULTS.contains(host.getKey())) {
        foreign(host.getKey(), main, host.getValue(), byHost, total, out);
      }
    }
  }

  /** The host of most entries; of as many that which is usual. */
  private static String main(Map<String, List<LockedPackage>> byHost) {
    String main = "";
    int most = 0;
    for (Map.Entry<String, List<LockedPackage>> host : byHost.entrySet()) {
      int size = host.getValue().size();
      if (size > most || (size == most && DEFAULTS.contains(host.getKey()))) {
        main = host.getKey();
        most = size;
      }
    }
    return main;
  }

  private static void foreign(
      String host,
      String main,
      List<LockedPackage> its,
      Map<String, List<LockedPackage>> byHost,
      int total,
      Correlator.Output out) {
    RuleInfo rule = LockfileFindings.FOREIGN;
    boolean many = its.size() > FEW && its.size() * 10L > total;
    boolean expected =
        many || WELL_KNOWN.contains(host) || declaredIndex(its) || ownScopes(host, its, byHost);
    LockfileCorrelator.tell(
        rule,
        expected ? Severity.LOW : rule.severity(),
        its,
        "comes from "
            + host
            + ", and most others from "
            + (main.isEmpty() ? "the usual registry" : main),
        out);
  }

  /** Python's lockfiles name the index that the project sets; only a file is out of place. */
  private static boolean declaredIndex(List<LockedPackage> its) {
    for (LockedPackage entry : its) {
      String source = entry.source();
      boolean file =
          source.endsWith(".whl") || source.endsWith(".tar.gz") || source.endsWith(".zip");
      if (entry.kind() != PackageKind.WHEEL
          || (file && entry.lockfile().innerPath().endsWith("uv.lock"))) {
        return false;
      }
    }
    return true;
  }

  /** Whether all are of scopes that no other host has anything of: these may have a registry. */
  private static boolean ownScopes(
      String host, List<LockedPackage> its, Map<String, List<LockedPackage>> byHost) {
    Set<String> scopes = new HashSet<>();
    for (LockedPackage entry : its) {
      if (entry.namespace().isEmpty()) {
        return false;
      }
      scopes.add(entry.namespace());
    }
    for (Map.Entry<String, List<LockedPackage>> other : byHost.entrySet()) {
      if (!other.getKey().equals(host)
          && other.getValue().stream().anyMatch(entry -> scopes.contains(entry.namespace()))) {
        return false;
      }
    }
    return true;
  }

  /** Whether the address, as npm's registries write them, names another package. */
  private static boolean otherName(LockedPackage entry) {
    String source = entry.source().replace("%2f", "/").replace("%2F", "/").replace("%40", "@");
    int dash = source.lastIndexOf(MODULES);
    if (entry.kind() != PackageKind.NPM || dash < 0 || !source.endsWith(".tgz")) {
      return false;
    }
    String name = (entry.namespace().isEmpty() ? "" : entry.namespace() + "/") + entry.name();
    String before = source.substring(0, dash);
    return !before.endsWith("/" + name);
  }
}
