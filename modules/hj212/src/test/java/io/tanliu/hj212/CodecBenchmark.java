// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.hj212;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** What a minute frame of eight items costs, in time and in bytes allocated. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 3, time = 2)
@Fork(1)
public class CodecBenchmark {
  private final byte[] frame = Frames.bytes(Frames.MINUTE);
  private final Decoder decoder = new Decoder(Rules.standard());
  private final Encoder encoder = Encoder.plain();
  private final Packet packet = decoder.decode(frame).packet().orElseThrow();
  private final Framer framer = new Framer(Rules.LONGEST_SEGMENT);
  private final List<byte[]> framed = new ArrayList<>();

  @Benchmark
  public int checksum() {
    return Crc.hj(frame, Decoder.HEAD, frame.length - 6);
  }

  @Benchmark
  public Verdict decode() {
    return decoder.decode(frame);
  }

  @Benchmark
  public void decodeAndReadNumbers(Blackhole hole) {
    for (Item item : decoder.decode(frame).packet().orElseThrow().region()) {
      hole.consume(item.number());
    }
  }

  @Benchmark
  public int cutOutOfTheStream() {
    framed.clear();
    framer.feed(frame, framed::add);
    return framed.size();
  }

  @Benchmark
  public byte[] encode() {
    return encoder.encode(packet);
  }

  @Benchmark
  public byte[] answer() {
    return encoder.encode(Replies.acknowledge(packet).orElseThrow());
  }

  public static void main(String[] args) throws RunnerException {
    new Runner(
            new OptionsBuilder()
                .include(CodecBenchmark.class.getName())
                .addProfiler(GCProfiler.class)
                .build())
        .run();
  }
}
