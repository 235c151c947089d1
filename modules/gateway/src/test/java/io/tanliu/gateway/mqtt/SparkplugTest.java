// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.gateway.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import io.tanliu.domain.reading.ReadingError;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.eclipse.tahu.protobuf.SparkplugBProto.DataType;
import org.eclipse.tahu.protobuf.SparkplugBProto.Payload;
import org.eclipse.tahu.protobuf.SparkplugBProto.Payload.Metric;
import org.junit.jupiter.api.Test;

/** What a host application makes of the messages of edge nodes. */
class SparkplugTest {
  private static final long T = 1_559_347_200_000L;
  private static final String NBIRTH = "spBv1.0/STEEL-01/NBIRTH/edge";
  private static final String NDATA = "spBv1.0/STEEL-01/NDATA/edge";
  private static final String NDEATH = "spBv1.0/STEEL-01/NDEATH/edge";
  private static final String DBIRTH = "spBv1.0/STEEL-01/DBIRTH/edge/meter";
  private static final String DDATA = "spBv1.0/STEEL-01/DDATA/edge/meter";
  private static final String DDEATH = "spBv1.0/STEEL-01/DDEATH/edge/meter";

  private final Sparkplug host =
      new Sparkplug(
          "tanliu",
          new Points(Map.of("STEEL-01", Set.of("E1", "meter.Energy.Total"), "edge2", Set.of("E1"))),
          Clock.fixed(Instant.ofEpochMilli(T), ZoneOffset.UTC),
          T);

  /** A register in memory. */
  private record Points(Map<String, Set<String>> units) implements Register {
    @Override
    public boolean knows(String unit) {
      return units.containsKey(unit);
    }

    @Override
    public boolean knows(String unit, String point) {
      return units.getOrDefault(unit, Set.of()).contains(point);
    }
  }

  @Test
  void shouldTakeValuesByAliasAfterABirth() {
    assertThat(take(NBIRTH, node(0)).values()).extracting("value").containsExactly("1");
    take(DBIRTH, device(1));

    Sparkplug.Decision taken = take(DDATA, aliased(2, 7, 1234.5));

    assertThat(taken.rebirth()).isFalse();
    assertThat(taken.unit()).isEqualTo("STEEL-01");
    assertThat(taken.values())
        .containsExactly(
            new Intake.Value("meter.Energy.Total", T, "1234.5", true, false, Optional.empty()));
  }

  @Test
  void shouldAskForABirthOnceAndTakeOnlyWhatHasAName() {
    Sparkplug.Decision unborn = take(DDATA, aliased(9, 7, 1));
    assertThat(unborn.rebirth()).isTrue();
    assertThat(unborn.values()).hasSize(1);
    assertThat(unborn.values().get(0).flaw().map(ReadingError::code))
        .contains(ReadingError.Code.UNKNOWN_POINT);

    Payload named = Payload.newBuilder(aliased(10, 7, 2)).build();
    named = named.toBuilder().setMetrics(0, metric("Energy/Total", 2)).build();
    Sparkplug.Decision again = take(DDATA, named);
    assertThat(again.rebirth()).as("within ten seconds").isFalse();
    assertThat(again.values()).extracting("point").containsExactly("meter.Energy.Total");
    assertThat(again.values().get(0).flaw()).isEmpty();
  }

  @Test
  void shouldTrustNoAliasAfterAGapUntilTheNextBirth() {
    take(NBIRTH, node(0));
    take(DBIRTH, device(1));
    assertThat(take(DDATA, aliased(3, 7, 5)).values().get(0).flaw()).isPresent();
    take(NBIRTH, node(255));
    Sparkplug.Decision around = take(DBIRTH, device(0));
    assertThat(around.rebirth()).as("255 is followed by 0").isFalse();
    assertThat(take(DDATA, aliased(1, 7, 5)).values().get(0).flaw()).isEmpty();
    assertThat(take(DDATA, aliased(1, 7, 5)).values().get(0).flaw()).as("a repeat").isEmpty();
    host.doubt();
    assertThat(take(DDATA, aliased(2, 7, 5)).values().get(0).flaw()).isPresent();
  }

  @Test
  void shouldFlagDataAfterADeathButNotAfterTheDeathOfAnOlderSession() {
    take(NBIRTH, node(0));
    take(DBIRTH, device(1));
    take(NDEATH, Payload.newBuilder().addMetrics(bdSeq(3)).build());
    assertThat(take(DDATA, aliased(2, 7, 5)).values().get(0).flaw()).isEmpty();

    take(DDEATH, Payload.newBuilder().setSeq(3).build());
    assertThat(take(DDATA, aliased(4, 7, 5)).values().get(0).flaw().map(ReadingError::code))
        .contains(ReadingError.Code.FLAGGED);
    take(DBIRTH, device(5));
    assertThat(take(DDATA, aliased(6, 7, 5)).values().get(0).flaw()).isEmpty();

    take(NDEATH, Payload.newBuilder().addMetrics(bdSeq(4)).build());
    Payload data = Payload.newBuilder().setSeq(7).addMetrics(metric("E1", 5)).build();
    assertThat(take(NDATA, data).values().get(0).flaw()).isPresent();
  }

  @Test
  void shouldKeepNumbersExact() {
    assertThat(number(m -> m.setDoubleValue(0.1 + 0.2))).isEqualTo("0.300000000");
    assertThat(number(m -> m.setDoubleValue(123456789.123))).isEqualTo("123456789.123");
    assertThat(number(m -> m.setFloatValue(0.1f))).isEqualTo("0.1");
    assertThat(number(m -> m.setFloatValue(16777216f))).isEqualTo("16777216");
    assertThat(number(m -> m.setLongValue(Long.MAX_VALUE))).isEqualTo("9223372036854775807");
    assertThat(number(m -> m.setLongValue(-1).setDatatype(DataType.Int64_VALUE))).isEqualTo("-1");
    assertThat(number(m -> m.setLongValue(-1).setDatatype(DataType.UInt64_VALUE)))
        .isEqualTo("18446744073709551615");
    assertThat(number(m -> m.setIntValue(-1).setDatatype(DataType.UInt32_VALUE)))
        .isEqualTo("4294967295");
    assertThat(number(m -> m.setIntValue(0xfe).setDatatype(DataType.Int8_VALUE))).isEqualTo("-2");
    assertThat(number(m -> m.setIntValue(-2).setDatatype(DataType.Int16_VALUE))).isEqualTo("-2");
    assertThat(number(m -> m.setDoubleValue(Double.NaN))).isEqualTo("NaN");
    assertThat(value(m -> m.setIntValue(-1)).number()).as("a sign that no type tells").isFalse();
    assertThat(value(m -> m.setStringValue("5")).number()).isFalse();
    assertThat(value(m -> m.setBooleanValue(true)).number()).isFalse();
  }

  @Test
  void shouldReadEveryDecimalOfFifteenDigitsAsItWasWritten() {
    Random random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      BigDecimal written =
          BigDecimal.valueOf(random.nextLong(1_000_000_000_000_000L), random.nextInt(10));
      double sent = written.doubleValue();
      assertThat(new BigDecimal(number(m -> m.setDoubleValue(sent)))).isEqualByComparingTo(written);
    }
  }

  @Test
  void shouldMarkWhatIsNoGoodValue() {
    assertThat(value(m -> m.setIsNull(true)).flaw()).isPresent();
    assertThat(value(m -> m.setDoubleValue(1).setProperties(quality(0))).flaw()).isPresent();
    assertThat(value(m -> m.setDoubleValue(1).setProperties(quality(192))).flaw()).isEmpty();
    assertThat(value(m -> m.setDoubleValue(1).setIsHistorical(true)).historical()).isTrue();
    Sparkplug.Decision passing =
        take(NDATA, data(metric("E1", 1).toBuilder().setIsTransient(true).build()));
    assertThat(passing.values()).isEmpty();
    assertThat(passing.unmapped()).isEqualTo(1);
  }

  @Test
  void shouldNameTheUnitLikeTheGroupOrTheEdgeNode() {
    Payload data = data(metric("E1", 1));
    assertThat(take("spBv1.0/plant/NDATA/edge2", data).unit()).isEqualTo("edge2");
    assertThat(take("spBv1.0/plant/NDATA/nowhere", data).defect().map(ReadingError::code))
        .contains(ReadingError.Code.UNKNOWN_UNIT);
  }

  @Test
  void shouldRefuseWhatIsNoMessageAndThrowForNothing() {
    assertThat(decide(NDATA, new byte[] {1, 2, 3}).defect()).isPresent();
    Payload.Builder many = Payload.newBuilder();
    IntStream.rangeClosed(0, 20_000).forEach(i -> many.addMetrics(metric("m" + i, i)));
    assertThat(take(NBIRTH, many.build()).defect()).isPresent();

    Random random = new Random(11);
    byte[] good = device(1).toByteArray();
    for (int i = 0; i < 50_000; i++) {
      byte[] bytes = good.clone();
      for (int flips = random.nextInt(4); flips >= 0; flips--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      assertThat(decide(random.nextBoolean() ? DBIRTH : DDATA, bytes)).isNotNull();
    }
  }

  @Test
  void shouldReadTopicsOfEdgeNodesOnly() {
    assertThat(SparkplugTopic.of("spBv1.0/g/NCMD/e")).isEmpty();
    assertThat(SparkplugTopic.of("spBv1.0/g/DDATA/e")).isEmpty();
    assertThat(SparkplugTopic.of("spBv1.0/g/NDATA/e/d")).isEmpty();
    assertThat(SparkplugTopic.of("spAv1.0/g/NDATA/e")).isEmpty();
    assertThat(SparkplugTopic.of("spBv1.0/STATE/host")).isEmpty();
    assertThat(SparkplugTopic.of(NDATA).orElseThrow().command())
        .isEqualTo("spBv1.0/STEEL-01/NCMD/edge");
  }

  @Test
  void shouldAskInTheWordsOfTheStandard() throws InvalidProtocolBufferException {
    Metric asked = Payload.parseFrom(Sparkplug.REBIRTH).getMetrics(0);
    assertThat(asked.getName()).isEqualTo("Node Control/Rebirth");
    assertThat(asked.getBooleanValue()).isTrue();
    assertThat(host.online().topic()).isEqualTo("spBv1.0/STATE/tanliu");
    assertThat(host.offline().payload()).isEqualTo("{\"online\":false,\"timestamp\":" + T + "}");
  }

  private Sparkplug.Decision take(String topic, Payload payload) {
    return decide(topic, payload.toByteArray());
  }

  private Sparkplug.Decision decide(String topic, byte[] payload) {
    return host.take(SparkplugTopic.of(topic).orElseThrow(), payload);
  }

  private String number(UnaryOperator<Metric.Builder> how) {
    Intake.Value value = value(how);
    assertThat(value.number()).isTrue();
    return value.value();
  }

  private Intake.Value value(UnaryOperator<Metric.Builder> how) {
    Metric metric = how.apply(Metric.newBuilder().setName("E1").setTimestamp(T)).build();
    return take(NDATA, data(metric)).values().get(0);
  }

  private static Payload data(Metric metric) {
    return Payload.newBuilder().setTimestamp(T).setSeq(1).addMetrics(metric).build();
  }

  private static Metric metric(String name, double value) {
    return Metric.newBuilder().setName(name).setTimestamp(T).setDoubleValue(value).build();
  }

  private static Metric bdSeq(long number) {
    return Metric.newBuilder().setName("bdSeq").setLongValue(number).build();
  }

  private static Payload node(long seq) {
    return Payload.newBuilder()
        .setTimestamp(T)
        .setSeq(seq)
        .addMetrics(bdSeq(4))
        .addMetrics(Metric.newBuilder().setName("Node Control/Rebirth").setBooleanValue(false))
        .addMetrics(
            Metric.newBuilder()
                .setName("E1")
                .setAlias(1)
                .setDatatype(DataType.Int32_VALUE)
                .setIntValue(1))
        .build();
  }

  private static Payload device(long seq) {
    return Payload.newBuilder()
        .setTimestamp(T)
        .setSeq(seq)
        .addMetrics(
            Metric.newBuilder()
                .setName("Energy/Total")
                .setAlias(7)
                .setDatatype(DataType.Double_VALUE)
                .setDoubleValue(1000))
        .build();
  }

  private static Payload aliased(long seq, long alias, double value) {
    return Payload.newBuilder()
        .setTimestamp(T)
        .setSeq(seq)
        .addMetrics(Metric.newBuilder().setAlias(alias).setTimestamp(T).setDoubleValue(value))
        .build();
  }

  private static Payload.PropertySet quality(int code) {
    return Payload.PropertySet.newBuilder()
        .addKeys("Quality")
        .addValues(Payload.PropertyValue.newBuilder().setIntValue(code))
        .build();
  }
}
