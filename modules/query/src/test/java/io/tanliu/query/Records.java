// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.query;

import io.tanliu.avro.AlertChange;
import io.tanliu.avro.AlertEvent;
import io.tanliu.avro.AlertLevel;
import io.tanliu.avro.AlertSeverity;
import io.tanliu.avro.AlertState;
import io.tanliu.avro.CarbonCode;
import io.tanliu.avro.DelayQuantiles;
import io.tanliu.avro.EntityLamps;
import io.tanliu.avro.EntityWindow;
import io.tanliu.avro.HotspotCell;
import io.tanliu.avro.HotspotGrid;
import io.tanliu.avro.QualityAccount;
import io.tanliu.avro.QualityFinding;
import io.tanliu.avro.QualityUnit;
import io.tanliu.avro.ScreeningEpisode;
import io.tanliu.avro.ScreeningState;
import io.tanliu.avro.TargetDefinition;
import io.tanliu.avro.UnitDefinition;
import io.tanliu.avro.UtilisationReport;
import io.tanliu.avro.WindowAmount;
import io.tanliu.domain.alert.AlertKey;
import io.tanliu.domain.convert.DatedFactor;
import io.tanliu.domain.quantity.PhysicalUnit;
import io.tanliu.domain.time.Granularity;
import io.tanliu.domain.unit.ActivityReport;
import io.tanliu.domain.unit.Direction;
import io.tanliu.domain.unit.EnergyUnit;
import io.tanliu.domain.unit.Measure;
import io.tanliu.domain.unit.Point;
import io.tanliu.embedded.EmbeddedCluster;
import io.tanliu.wire.EntityPartitioner;
import io.tanliu.wire.FactorMapping;
import io.tanliu.wire.Keys;
import io.tanliu.wire.ReportMapping;
import io.tanliu.wire.Topic;
import io.tanliu.wire.Topics;
import io.tanliu.wire.UnitMapping;
import io.tanliu.wire.ValueSerdes;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes what the ledger would write. */
final class Records implements AutoCloseable {
  private final Map<String, Object> config;
  private final Map<String, Serializer<?>> serializers = new HashMap<>();
  private final KafkaProducer<String, byte[]> producer;

  Records(EmbeddedCluster cluster) {
    config = new HashMap<>(cluster.clientConfig());
    config.put("partitioner.class", EntityPartitioner.class.getName());
    producer = new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer());
  }

  @SuppressWarnings("unchecked")
  <V extends SpecificRecord> void send(Topic<V> topic, String key, V value) {
    Serializer<V> serializer =
        (Serializer<V>)
            serializers.computeIfAbsent(
                topic.name(), name -> ValueSerdes.serializer(topic, config));
    producer.send(
        new ProducerRecord<>(topic.name(), key, serializer.serialize(topic.name(), value)));
  }

  void flush() {
    producer.flush();
  }

  void unit(String id, String region, String zone) {
    Point point =
        new Point(
            "E1",
            "",
            "electricity",
            Measure.INTERVAL,
            PhysicalUnit.of("kWh").orElseThrow(),
            Duration.ofMinutes(15),
            1,
            Direction.BOUGHT,
            Optional.empty(),
            BigDecimal.ONE,
            Optional.empty(),
            Optional.empty(),
            Duration.ofMinutes(30),
            false);
    UnitDefinition unit =
        UnitMapping.toAvro(
            new EnergyUnit(id, "示例钢铁", region, "3120", ZoneId.of(zone), List.of(point)));
    send(Topics.REF_UNIT, id, unit);
  }

  void target(String entity, String id, String quantity, String period, long limit) {
    send(
        Topics.REF_TARGET,
        Keys.target(entity, id),
        TargetDefinition.newBuilder()
            .setId(id)
            .setEntity(entity)
            .setQuantity(quantity)
            .setPeriod(period)
            .setLimit(limit)
            .setSource("测试")
            .build());
  }

  void factor(DatedFactor factor) {
    send(Topics.REF_FACTOR, FactorMapping.key(factor), FactorMapping.toAvro(factor));
  }

  /** A window that begins at that date in that zone. */
  void window(
      Topic<EntityWindow> topic,
      String entity,
      Granularity granularity,
      String date,
      String zone,
      Map<String, WindowAmount> amounts) {
    ZoneId id = ZoneId.of(zone);
    long start = LocalDate.parse(date).atStartOfDay(id).toInstant().toEpochMilli();
    window(topic, entity, granularity, start, zone, amounts);
  }

  void window(
      Topic<EntityWindow> topic,
      String entity,
      Granularity granularity,
      long start,
      String zone,
      Map<String, WindowAmount> amounts) {
    long end = granularity.end(start, ZoneId.of(zone));
    EntityWindow window =
        new EntityWindow(
            entity,
            granularity.code(),
            Instant.ofEpochMilli(start),
            Instant.ofEpochMilli(end),
            zone,
            Instant.ofEpochMilli(end),
            7L,
            false,
            "reading",
            amounts);
    send(topic, Keys.window(entity, granularity.code(), start), window);
  }

  /** A day with a gap at five o'clock, of 96 expected readings. */
  void quality(String unit, String day, String zone, long stored) {
    LocalDate date = LocalDate.parse(day);
    Instant start = date.atStartOfDay(ZoneId.of(zone)).toInstant();
    Instant gap = start.plus(Duration.ofHours(5));
    send(
        Topics.QUALITY_UNIT,
        Keys.quality(unit, date),
        QualityUnit.newBuilder()
            .setUnit(unit)
            .setDay(day)
            .setZone(zone)
            .setReceived(stored)
            .setAccepted(stored)
            .setDuplicate(0)
            .setCorrected(0)
            .setRejected(0)
            .setWithdrawn(0)
            .setRejectedByCode(Map.of())
            .setDelay(new DelayQuantiles(stored, 1_000L, 2_000L, 3_000L, 4_000L, 5_000L))
            .setAssessedTo(start.plus(Duration.ofDays(1)))
            .setExpected(96)
            .setStored(stored)
            .setCompleteness(stored / 96.0)
            .setComplete(stored > 86)
            .setFindings(
                List.of(new QualityFinding("E1", "GAP", gap, 1L, "PT15M", "a reading every PT15M")))
            .build());
  }

  /** A programme that holds for a unit. */
  void screening(String unit, String programme, String total) {
    send(
        Topics.CONTROL_SCREENING,
        unit + "|" + programme,
        ScreeningState.newBuilder()
            .setEntity(unit)
            .setProgramme(programme)
            .setAction("开展能源审计 / energy audit")
            .setZone("Asia/Shanghai")
            .setAsOf(Instant.parse("2018-12-31T16:00:00Z"))
            .setState("INSIDE")
            .setSince("2018-07-01")
            .setTotal(total)
            .setThreshold("5000")
            .setUnit("tce")
            .setQuantity("tce")
            .setCoverage(0.97)
            .setEpisodes(List.of(new ScreeningEpisode("2018-07-01", null)))
            .setSource("test")
            .setConfidence("A")
            .build());
  }

  /** A yearly report that was not given. */
  void utilisation(String unit) {
    send(
        Topics.CONTROL_UTILISATION,
        unit + "|2017",
        UtilisationReport.newBuilder()
            .setEntity(unit)
            .setPeriod("2017")
            .setZone("Asia/Shanghai")
            .setAsOf(Instant.parse("2018-12-31T16:00:00Z"))
            .setDue("2018-03-31")
            .setState("MISSING")
            .setMeasured("12000")
            .setTolerance("0.05")
            .setCoverage(0.97)
            .setSource("test")
            .setConfidence("C")
            .build());
  }

  /** A region's grid with one hotspot. */
  void hotspot(String region) {
    HotspotCell cell =
        HotspotCell.newBuilder()
            .setCell("2373-5917")
            .setSouth("28.65")
            .setWest("115.85")
            .setUnits(2)
            .setFirst(List.of("STEEL-01"))
            .setCo2e("2190")
            .setPollutants(Map.of("nox", "12.5"))
            .setCarbonPercentile("1")
            .setPollutant("nox")
            .setPollutantPercentile("0.9")
            .setCoverage(0.97)
            .build();
    send(
        Topics.CONTROL_HOTSPOT,
        region,
        HotspotGrid.newBuilder()
            .setRegion(region)
            .setTo("2019-01-01")
            .setCellDegrees("0.05")
            .setPercentile("0.8")
            .setState("ASSESSED")
            .setCells(12)
            .setUnits(15)
            .setUnplaced(3)
            .setHotspots(List.of(cell))
            .setSource("test")
            .setConfidence("C")
            .build());
  }

  void code(String unit) {
    send(
        Topics.CONTROL_CODE,
        unit,
        CarbonCode.newBuilder()
            .setEntity(unit)
            .setIndustry("3120")
            .setRegion("360000")
            .setFrom("2018-01-01")
            .setTo("2019-01-01")
            .setCode(2)
            .setIntensity("1.5")
            .setDenominator("output-value (1e4 CNY)")
            .setReference("2")
            .setReferenceKind("MEDIAN")
            .setPeers(7)
            .setRatio("0.75")
            .setRule("ratio <= 0.85")
            .setConfidence("C")
            .setCoverage(0.97)
            .setProvisional(false)
            .build());
  }

  void lamps(String entity, String period, String level) {
    send(
        Topics.CONTROL_LAMP,
        entity + "|" + period,
        EntityLamps.newBuilder()
            .setEntity(entity)
            .setPeriod(period)
            .setZone("Asia/Shanghai")
            .setAsOf(Instant.parse("2024-07-01T00:00:00Z"))
            .setState(level.equals("LEVEL_3") ? "NEITHER" : "ENERGY")
            .setEnergyTotal(level)
            .setEnergyIntensity("NOT_SET")
            .setCarbonTotal("NOT_SET")
            .setCarbonIntensity("NOT_SET")
            .setLamps(List.of())
            .build());
  }

  void energyReport(String unit, String month, String value, String physicalUnit) {
    ActivityReport report =
        new ActivityReport(
            unit,
            ActivityReport.Kind.ENERGY,
            Optional.of("electricity"),
            month,
            new BigDecimal(value),
            physicalUnit,
            Optional.empty(),
            false,
            "测试");
    send(Topics.REPORT_ACTIVITY, ReportMapping.key(report), ReportMapping.toAvro(report));
  }

  void account(String kind, String name, long received) {
    send(
        Topics.QUALITY_ACCOUNT,
        name.isEmpty() ? kind : kind + "|" + name,
        new QualityAccount(
            kind, name, received, received, 0L, 0L, 0L, 0L, Map.of(), Instant.EPOCH));
  }

  static WindowAmount amount(long amount, String unit, double coverage) {
    return new WindowAmount(amount, unit, coverage, 0.0, false, 0.0, null);
  }

  void alert(String id, String entity, int sequence, AlertState state, long measured) {
    AlertEvent event =
        AlertEvent.newBuilder()
            .setAlertId(id)
            .setSequence(sequence)
            .setRule(AlertKey.parse(id).map(AlertKey::rule).orElse("budget-breach"))
            .setEntity(entity)
            .setSubject("T1")
            .setQuantity("electricity")
            .setPeriod("2018")
            .setState(state)
            .setChange(state == AlertState.FIRING ? AlertChange.FIRED : AlertChange.RESOLVED)
            .setSeverity(AlertSeverity.CRITICAL)
            .setLevel(state == AlertState.FIRING ? AlertLevel.CRITICAL : AlertLevel.NONE)
            .setReason("breached")
            .setAt(Instant.parse("2018-12-05T01:15:00Z"))
            .setDecidedAt(Instant.parse("2018-12-05T01:16:00Z"))
            .setSince(Instant.parse("2018-12-05T01:00:00Z"))
            .setEpisode(1)
            .setEpisodeStart(Instant.parse("2018-12-05T01:00:00Z"))
            .setCrossedAt(Instant.parse("2018-12-05T01:00:00Z"))
            .setMeasured(Long.toString(measured))
            .setLimit("900000000")
            .setSchedule("834000123")
            .setUnit("Wh")
            .setCoverage(1.0)
            .setRevision(42L)
            .setZone("+09:00")
            .setSource("测试")
            .build();
    send(Topics.ALERT_STATE, id, event);
    send(Topics.ALERT_EVENT, entity, event);
  }

  @Override
  public void close() {
    producer.close();
  }
}
