package dev.assay.source.registry;

import dev.assay.model.ContentException;
import dev.assay.model.Problem;
import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Takes the body of an answer up to a limit; nothing of one that isn't wanted. */
final class Receiver implements BodySubscriber<Spool> {
  /** Of a page that says what is wrong; to read it is cheaper than a new connection. */
  private static final long MOST_DROPPED = 1 << 20;

  private final Spool spool;
  private final boolean wanted;
  private final long limit;
  private final Runnable progress;
  private final CompletableFuture<Spool> done = new CompletableFuture<>();
  private Flow.@Nullable Subscription subscription;
  private long dropped;

  /**
   * @param limit bytes
   * @param progress told whenever something came
   */
  Receiver(Spool spool, boolean wanted, long limit, Runnable progress) {
    this.spool = spool;
    this.wanted = wanted;
    this.limit = limit;
    this.progress = progress;
  }

  @Override
  public CompletionStage<Spool> getBody() {
    return done;
  }

  @Override
  public void onSubscribe(Flow.Subscription given) {
    subscription = given;
    progress.run();
    given.request(1);
  }

  @Override
  public void onNext(List<ByteBuffer> bytes) {
    progress.run();
    try {
      for (ByteBuffer each : bytes) {
        if (!wanted) {
          dropped += each.remaining();
          if (dropped > MOST_DROPPED) {
            throw new IOException("an endless page");
          }
          continue;
        }
        if (spool.size() + each.remaining() > limit) {
          throw new ContentException(
              Problem.Kind.TOO_LARGE,
              "what the registry sends is larger than " + limit + " bytes; raise --max-bytes");
        }
        spool.write(each);
      }
    } catch (IOException e) {
      cancel();
      done.completeExceptionally(e);
      return;
    }
    if (subscription != null) {
      subscription.request(1);
    }
  }

  private void cancel() {
    if (subscription != null) {
      subscription.cancel();
    }
  }

  @Override
  public void onError(Throwable fault) {
    done.completeExceptionally(fault);
  }

  @Override
  public void onComplete() {
    done.complete(spool);
  }
}
