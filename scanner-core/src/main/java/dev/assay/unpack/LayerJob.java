package dev.assay.unpack;

import dev.assay.model.Content;
import dev.assay.model.ContentException;
import dev.assay.model.ContentSink;
import dev.assay.model.Coverage;
import dev.assay.model.ImageLayer;
import dev.assay.model.Observation;
import dev.assay.model.Problem;
import dev.assay.model.Provenance;
import dev.assay.model.Seal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One blob that is a layer of one or several images: scanned once, as a tar that may be compressed,
 * and compared with its digests on the way.
 */
final class LayerJob {

  /** Images of which it is told that they have the layer too. */
  private static final int MOST_USES = 100;

  /** Compressions around one another that are taken off; builders make one. */
  private static final int MOST_LEVELS = 2;

  private final ImageFile file;
  private final String name;
  private final List<ImageLayer.Use> uses = new ArrayList<>();
  private final BlobCheck blob = new BlobCheck("its blob");
  private final BlobCheck unpacked = new BlobCheck("what it unpacks to");
  private String digest = "";
  private long claimedSize = -1;

  /**
   * @param name of the layer, as paths show it
   */
  LayerJob(ImageFile file, String name) {
    this.file = file;
    this.name = name;
  }

  long size() {
    return file.size();
  }

  /**
   * One more image has it.
   *
   * @param diffId digest of the unpacked layer; empty if the configuration doesn't say
   */
  void use(ImageLayer.Use use, ImageManifest.Layer layer, String diffId) {
    if (uses.size() < MOST_USES) {
      uses.add(use);
    }
    blob.claim(layer.digest());
    unpacked.claim(diffId);
    if (!layer.digest().isEmpty()) {
      digest = layer.digest();
    } else if (digest.isEmpty()) {
      digest = diffId;
    }
    claimedSize = layer.size() >= 0 ? layer.size() : claimedSize;
  }

  /** Scans it; whatever is wrong with it is told, and keeps nothing else from being scanned. */
  void run(Unpacking unpacking, BudgetMeter meter, ContentSink sink) {
    if (!unpacking.stopped() && sink.wants(new Provenance.Entry(unpacking.place(), name))) {
      new Run(unpacking, meter, sink).go();
    }
  }

  /** What unpacks the blob pushes what comes out to this, and that is the layer. */
  private final class Run implements ContentSink {
    private final Unpacking unpacking;
    private final BudgetMeter meter;
    private final ContentSink sink;
    private final Provenance.Entry place;
    private final LayerPaths paths = new LayerPaths();

    /** Whether the tar was found. */
    private boolean opened;

    /** Compressions that were taken off. */
    private int levels;

    Run(Unpacking unpacking, BudgetMeter meter, ContentSink sink) {
      this.unpacking = unpacking;
      this.meter = meter;
      this.sink = sink;
      place = new Provenance.Entry(unpacking.place(), name);
    }

    void go() {
      String size = BlobCheck.size(claimedSize, file.size());
      if (size != null) {
        unpacking.problem(Problem.Kind.CORRUPT, name, size);
      }
      Content packed = unpacking.entry(name, file.size(), () -> blob.over(file.open()));
      try (PeekedContent peeked = PeekedContent.of(packed, Unpacker.HEAD)) {
        open(peeked);
      } catch (IOException e) {
        fail(e);
      }
      for (BlobCheck check : List.of(blob, unpacked)) {
        String fault = check.fault();
        if (fault != null) {
          unpacking.problem(Problem.Kind.CORRUPT, name, fault);
        }
      }
      sink.observe(paths.layer(place, digest, uses));
    }

    private void open(PeekedContent content) throws IOException {
      Unpacker unpacker = Unpackers.recognising(content.start());
      if (unpacker instanceof TarUnpacker) {
        tar(
            new EntryContent(
                place,
                content.size(),
                content::heldMemory,
                () -> unpacked.overUnless(blob, content.open())));
      } else if ((unpacker instanceof GzipUnpacker || unpacker instanceof StreamUnpacker)
          && levels < MOST_LEVELS) {
        levels++;
        unpacker.unpack(content, meter, this);
      } else {
        sink.accept(content);
      }
    }

    private void tar(Content tar) throws IOException {
      opened = true;
      Unpacking own = new Unpacking(tar, meter, null, sink);
      try (TarInput in = TarInput.of(tar)) {
        new TarWalk(in, own, new LayerPaths.Taker(paths, new TarWalk.Pushing(own))).go();
      } finally {
        own.finish();
      }
    }

    private void fail(IOException e) {
      if (e instanceof ContentException known) {
        unpacking.problem(name, known);
      } else {
        unpacking.problem(
            Problem.Kind.CORRUPT, name, "it can't be unpacked as the layer it should be");
      }
    }

    @Override
    public void accept(Content content) {
      if (opened
          || !(content.provenance() instanceof Provenance.Entry entry)
          || !entry.layer()
          || !entry.container().equals(place)) {
        sink.accept(content);
        return;
      }
      // Its own place is left out of paths: a layer is a layer, however it is compressed.
      Content whole = new EntryContent(place, -1, content::heldMemory, content::open);
      try (PeekedContent peeked = PeekedContent.of(whole, Unpacker.HEAD)) {
        open(peeked);
      } catch (IOException e) {
        fail(e);
      }
    }

    @Override
    public void problem(Problem problem) {
      sink.problem(problem);
    }

    @Override
    public void notice(String notice) {
      sink.notice(notice);
    }

    @Override
    public void count(Coverage.Unit what, long amount) {
      sink.count(what, amount);
    }

    @Override
    public @Nullable Seal seal(Provenance container, Map<String, byte[]> documents) {
      return sink.seal(container, documents);
    }

    @Override
    public void observe(Observation observation) {
      sink.observe(observation);
    }

    @Override
    public boolean wants(Provenance container) {
      return sink.wants(container);
    }

    @Override
    public void fork(Task task) {
      sink.fork(task);
    }

    @Override
    public boolean stopped() {
      return sink.stopped();
    }
  }
}
