package dev.assay.unpack.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ConfigTextTest {

  private static JsonValue json(String text) throws IOException {
    return JsonValue.read(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }

  private static String text(String config) throws IOException {
    return new ConfigText().of(json(config));
  }

  @Test
  void saysAllThatThereIs() throws IOException {
    assertThat(
            text(
                "{'config':{'Env':['A=b','C=d e'],'Labels':{'x':'y z'},'User':'me',"
                    + "'WorkingDir':'/w','Cmd':['run','a b'],'Entrypoint':['/bin/sh','-c','go $X'],"
                    + "'Healthcheck':{'Test':['CMD-SHELL','curl -f x']},'OnBuild':['RUN x'],"
                    + "'ExposedPorts':{'80/tcp':{}},'Future':{'deep':['said']}},"
                    + "'author':'somebody','created':'2026','n':1,'b':true,'z':null,"
                    + "'history':[{'created_by':'COPY x','comment':'why','author':'else'}],"
                    + "'rootfs':{'diff_ids':['sha256:"
                    + "0".repeat(64)
                    + "']}}"))
        .isEqualTo(
            """
            ENV A=b
            ENV C="d e"
            LABEL x="y z"
            USER me
            WORKDIR /w
            ENTRYPOINT go $X
            CMD run "a b"
            HEALTHCHECK CMD curl -f x
            ONBUILD RUN x
            config.ExposedPorts.80/tcp
            config.Future.deep=said
            COPY x
            # why
            history.author=else
            author=somebody
            created=2026
            """);
  }

  @Test
  void saysNothingTwice() throws IOException {
    ConfigText text = new ConfigText();
    String config =
        "{'config':{'Env':['A=b','C=d e']},'container_config':{'Env':['A=b','C=d e']},"
            + "'history':[{'created_by':'/bin/sh -c #(nop)  ENV A=b'},"
            + "{'created_by':'ENV C=d e # buildkit'},{'created_by':'/bin/sh -c #(nop) CMD x'}]}";
    assertThat(text.of(json(config))).isEqualTo("ENV A=b\nENV C=\"d e\"\nCMD x\n");
    assertThat(text.of(json(config))).isEmpty();
    assertThat(text.of(json("{'config':{'Env':['A=c']}}"))).isEqualTo("ENV A=c\n");
  }

  @Test
  void readsInstructionsOfAllBuilders() {
    assertThat(BuildSteps.instruction("/bin/sh -c #(nop) COPY file:1 in / "))
        .isEqualTo("COPY file:1 in /");
    assertThat(BuildSteps.instruction("/bin/sh -c apt-get update")).isEqualTo("RUN apt-get update");
    assertThat(BuildSteps.instruction("RUN /bin/sh -c make # buildkit")).isEqualTo("RUN make");
    assertThat(BuildSteps.instruction("RUN |2 A=b C=d e /bin/sh -c make # buildkit"))
        .isEqualTo("RUN make");
    assertThat(BuildSteps.arguments("RUN |2 A=b C=d e /bin/sh -c make # buildkit"))
        .isEqualTo("A=b C=d e");
    assertThat(BuildSteps.arguments("|1 A=b /bin/sh -c make")).isEqualTo("A=b");
    assertThat(BuildSteps.arguments("COPY a b")).isEmpty();
    assertThat(BuildSteps.instruction("|")).isEqualTo("|");
    assertThat(BuildSteps.instruction("")).isEmpty();
  }

  @Test
  void knowsWhichStepMadeALayer() throws IOException {
    JsonValue config =
        json(
            "{'history':[{'created_by':'COPY a'},{'created_by':'ENV','empty_layer':true},"
                + "{'created_by':'COPY b'}]}");
    assertThat(BuildSteps.ofLayers(config, 2)).containsExactly("COPY a", "COPY b");
    assertThat(BuildSteps.ofLayers(config, 3)).containsExactly("", "", "");
  }

  @Test
  void refusesWhatIsTooMuch() {
    for (String text :
        new String[] {
          "", "{", "[] []", "[".repeat(50) + "]".repeat(50), "[" + "0,".repeat(300_000) + "0]"
        }) {
      assertThatThrownBy(() -> json(text)).isInstanceOf(IOException.class);
    }
  }
}
