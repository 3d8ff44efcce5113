package dev.assay.rules;

import dev.assay.model.Confidence;
import dev.assay.model.RuleInfo;
import dev.assay.model.Severity;
import dev.assay.rules.Rule.Allow;
import dev.assay.rules.Rule.Anchor;
import dev.assay.rules.Rule.CharKind;
import dev.assay.rules.Rule.Family;
import dev.assay.rules.Rule.Guard;
import dev.assay.rules.Rule.Look;
import dev.assay.rules.Rule.Near;
import dev.assay.rules.Rule.Notation;
import dev.assay.rules.Rule.PathScope;
import dev.assay.rules.Rule.Scoring;
import dev.assay.rules.Rule.Shape;
import dev.assay.rules.Rule.Target;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How rules and their texts are laid out in a pack, field by field. */
final class RuleCodec {
  private static final int TOKEN = 0;
  private static final int ASSIGN = 1;
  private static final int PATH = 2;
  private static final int GENERIC = 3;
  private static final int LICENCE = 4;

  private static final Severity[] SEVERITIES = Severity.values();
  private static final Confidence[] CONFIDENCES = Confidence.values();
  private static final Target[] TARGETS = Target.values();
  private static final CharKind[] KINDS = CharKind.values();
  private static final Family[] FAMILIES = Family.values();
  private static final Notation[] NOTATIONS = Notation.values();
  private static final Look[] LOOKS = Look.values();

  private RuleCodec() {}

  static void write(Rule rule, PackWriter out) {
    out.string(rule.id());
    out.number(rule.severity().ordinal());
    out.number(rule.confidence().ordinal());
    out.flag(rule.specific());
    write(rule.shape(), out);
    out.flag(rule.near() != null);
    if (rule.near() != null) {
      out.string(rule.near().rule());
      out.number(rule.near().lines());
      out.flag(rule.near().required());
    }
    out.strings(rule.path().include());
    out.strings(rule.path().exclude());
    out.string(rule.checksum());
    out.string(rule.structure());
    out.bits(Double.doubleToLongBits(rule.minEntropy()));
    int kinds = 0;
    for (CharKind kind : rule.require()) {
      kinds |= 1 << kind.ordinal();
    }
    out.number(kinds);
    out.number(rule.allow().size());
    for (Allow allow : rule.allow()) {
      out.flag(allow.all());
      out.number(allow.target().ordinal());
      out.strings(allow.patterns());
      out.strings(allow.stopwords());
      out.strings(allow.paths());
      out.strings(allow.commits());
    }
  }

  private static void write(Shape shape, PackWriter out) {
    if (shape instanceof Shape.Token token) {
      out.number(TOKEN);
      out.string(token.regex());
      out.number(token.anchors().size());
      for (Anchor anchor : token.anchors()) {
        out.string(anchor.literal());
        out.flag(anchor.ignoreCase());
        out.number(anchor.minOffset());
        out.number(anchor.maxOffset());
      }
      out.number(token.guards().size());
      for (Guard guard : token.guards()) {
        out.number(guard.offset() + 1); // -1 is the byte before
        out.set(guard.allowed());
        out.flag(guard.edge());
      }
      out.number(token.secretGroup());
      out.number(token.window());
      out.flag(token.slow());
      out.flag(token.scoring() != null);
      if (token.scoring() != null) {
        write(token.scoring(), out);
      }
    } else if (shape instanceof Shape.Generic generic) {
      out.number(GENERIC);
      out.strings(generic.stems());
      out.strings(generic.qualifiers());
      write(generic.scoring(), out);
    } else if (shape instanceof Shape.Assign assign) {
      out.number(ASSIGN);
      out.strings(assign.keywords());
      out.strings(assign.then());
      out.set(assign.alphabet());
      out.flag(assign.untilDelimiter());
      out.number(assign.minLength());
      out.number(assign.maxLength());
    } else if (shape instanceof Shape.PathOnly path) {
      out.number(PATH);
      out.flag(path.content() != null);
      if (path.content() != null) {
        out.string(path.content());
      }
      out.strings(path.in());
      out.strings(path.folders());
    } else if (shape instanceof Shape.Licence licence) {
      out.number(LICENCE);
      out.number(licence.look().ordinal());
      out.strings(licence.values());
      out.strings(licence.also());
      out.strings(licence.in());
    } else {
      throw new IllegalArgumentException("a pack holds no rules of other formats");
    }
  }

  private static void write(Scoring scoring, PackWriter out) {
    out.number(scoring.family().ordinal());
    out.number(scoring.notation().ordinal());
    out.bits(Double.doubleToLongBits(scoring.weight()));
    out.bits(Double.doubleToLongBits(scoring.low()));
    out.bits(Double.doubleToLongBits(scoring.medium()));
    out.bits(Double.doubleToLongBits(scoring.high()));
  }

  static void write(RuleInfo info, PackWriter out) {
    out.string(info.id());
    out.string(info.name());
    out.number(info.severity().ordinal());
    out.number(info.confidence().ordinal());
    out.string(info.found());
    out.string(info.risk());
    out.string(info.revoke());
    out.strings(info.references());
    out.strings(info.details().how());
    out.strings(info.details().where());
    out.strings(info.details().examples());
  }

  static Rule readRule(PackReader in) {
    return new Rule(
        in.string(),
        SEVERITIES[in.number()],
        CONFIDENCES[in.number()],
        in.flag(),
        readShape(in),
        in.flag() ? new Near(in.string(), in.number(), in.flag()) : null,
        readScope(in),
        in.string(),
        in.string(),
        Double.longBitsToDouble(in.bits()),
        readKinds(in.number()),
        readAllow(in));
  }

  private static Shape readShape(PackReader in) {
    int kind = in.number();
    if (kind == TOKEN) {
      return new Shape.Token(
          in.string(),
          readAnchors(in),
          readGuards(in),
          in.number(),
          in.number(),
          in.flag(),
          in.flag() ? readScoring(in) : null);
    }
    if (kind == GENERIC) {
      return new Shape.Generic(in.strings(), in.strings(), readScoring(in));
    }
    if (kind == ASSIGN) {
      return new Shape.Assign(
          in.strings(), in.strings(), in.set(), in.flag(), in.number(), in.number());
    }
    if (kind == LICENCE) {
      return new Shape.Licence(LOOKS[in.number()], in.strings(), in.strings(), in.strings());
    }
    if (kind != PATH) {
      throw PackFault.notAPack();
    }
    @Nullable String content = in.flag() ? in.string() : null;
    return new Shape.PathOnly(content, in.strings(), in.strings());
  }

  private static Scoring readScoring(PackReader in) {
    return new Scoring(
        FAMILIES[in.number()],
        NOTATIONS[in.number()],
        Double.longBitsToDouble(in.bits()),
        Double.longBitsToDouble(in.bits()),
        Double.longBitsToDouble(in.bits()),
        Double.longBitsToDouble(in.bits()));
  }

  private static List<Anchor> readAnchors(PackReader in) {
    Anchor[] anchors = new Anchor[in.number()];
    for (int i = 0; i < anchors.length; i++) {
      anchors[i] = new Anchor(in.string(), in.flag(), in.number(), in.number());
    }
    return List.of(anchors);
  }

  private static List<Guard> readGuards(PackReader in) {
    Guard[] guards = new Guard[in.number()];
    for (int i = 0; i < guards.length; i++) {
      guards[i] = new Guard(in.number() - 1, in.set(), in.flag());
    }
    return List.of(guards);
  }

  private static PathScope readScope(PackReader in) {
    List<String> include = in.strings();
    List<String> exclude = in.strings();
    return include.isEmpty() && exclude.isEmpty() ? PathScope.ANY : new PathScope(include, exclude);
  }

  private static Set<CharKind> readKinds(int bits) {
    CharKind[] kinds = new CharKind[Integer.bitCount(bits)];
    int count = 0;
    for (CharKind kind : KINDS) {
      if ((bits & 1 << kind.ordinal()) != 0) {
        kinds[count++] = kind;
      }
    }
    return Set.of(kinds); // not an EnumSet: that goes by reflection
  }

  private static List<Allow> readAllow(PackReader in) {
    Allow[] allow = new Allow[in.number()];
    for (int i = 0; i < allow.length; i++) {
      allow[i] =
          new Allow(
              in.flag(),
              TARGETS[in.number()],
              in.strings(),
              in.strings(),
              in.strings(),
              in.strings());
    }
    return List.of(allow);
  }

  static RuleInfo readInfo(PackReader in) {
    return new RuleInfo(
        in.string(),
        in.string(),
        SEVERITIES[in.number()],
        CONFIDENCES[in.number()],
        in.string(),
        in.string(),
        in.string(),
        in.strings(),
        new RuleInfo.Details(in.strings(), in.strings(), in.strings()));
  }
}
