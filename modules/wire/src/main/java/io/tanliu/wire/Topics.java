// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.wire;

import io.tanliu.avro.AccessKey;
import io.tanliu.avro.ActivityReport;
import io.tanliu.avro.AlertCommand;
import io.tanliu.avro.AlertDelivery;
import io.tanliu.avro.AlertEvent;
import io.tanliu.avro.AlertNotice;
import io.tanliu.avro.AlertRuleDefinition;
import io.tanliu.avro.AlertSignal;
import io.tanliu.avro.AlertSilence;
import io.tanliu.avro.AllowanceBalance;
import io.tanliu.avro.AuditEvent;
import io.tanliu.avro.CapacityShare;
import io.tanliu.avro.CarbonCode;
import io.tanliu.avro.ChainEnd;
import io.tanliu.avro.ControlForecast;
import io.tanliu.avro.DeviceDefinition;
import io.tanliu.avro.DevicePacket;
import io.tanliu.avro.DeviceRequest;
import io.tanliu.avro.EntityLamps;
import io.tanliu.avro.EntityWindow;
import io.tanliu.avro.FactorDefinition;
import io.tanliu.avro.HotspotGrid;
import io.tanliu.avro.IngestReceipt;
import io.tanliu.avro.IntensityWindow;
import io.tanliu.avro.KeyUse;
import io.tanliu.avro.NetworkDay;
import io.tanliu.avro.NotificationReceiver;
import io.tanliu.avro.QualityAccount;
import io.tanliu.avro.QualityUnit;
import io.tanliu.avro.QuotaEntry;
import io.tanliu.avro.Ranking;
import io.tanliu.avro.ReadingEdit;
import io.tanliu.avro.ReadingFrame;
import io.tanliu.avro.RegionDefinition;
import io.tanliu.avro.RejectedReading;
import io.tanliu.avro.ScoreCard;
import io.tanliu.avro.ScreeningEvent;
import io.tanliu.avro.ScreeningState;
import io.tanliu.avro.SealedBatch;
import io.tanliu.avro.SealedReport;
import io.tanliu.avro.ShareWindow;
import io.tanliu.avro.SignerDefinition;
import io.tanliu.avro.StackWindow;
import io.tanliu.avro.StationDefinition;
import io.tanliu.avro.StationFrame;
import io.tanliu.avro.StationWindow;
import io.tanliu.avro.SynergyIndex;
import io.tanliu.avro.TargetDefinition;
import io.tanliu.avro.UnitClass;
import io.tanliu.avro.UnitDefinition;
import io.tanliu.avro.UnitRank;
import io.tanliu.avro.UtilisationReport;
import io.tanliu.domain.reading.FrameRules;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Every topic of Tanliu. The manifests in {@code deploy/} are generated from this list. */
public final class Topics {
  /** What every topic name begins with. */
  public static final String PREFIX = "tanliu.";

  /** Units with all their metering points. */
  public static final Topic<UnitDefinition> REF_UNIT =
      new Topic<>(
          PREFIX + "ref.unit",
          UnitDefinition.class,
          "unit id",
          "Energy-using units with all their metering points, newest per unit",
          large(compact()));

  /** Control targets. */
  public static final Topic<TargetDefinition> REF_TARGET =
      new Topic<>(
          PREFIX + "ref.target",
          TargetDefinition.class,
          "entity|target id",
          "Control targets of units and regions, newest per target",
          compact());

  /** Conversion factors that take the place of the packaged ones. */
  public static final Topic<FactorDefinition> REF_FACTOR =
      new Topic<>(
          PREFIX + "ref.factor",
          FactorDefinition.class,
          "quantity|energy|region|first year, |industry when it holds for one",
          "Conversion factors beside or in place of the packaged ones, newest per first year",
          compact());

  /** Administrative regions. */
  public static final Topic<RegionDefinition> REF_REGION =
      new Topic<>(
          PREFIX + "ref.region",
          RegionDefinition.class,
          "region code",
          "Administrative regions, newest per code",
          compact());

  /** Who is told of which alerts. */
  public static final Topic<NotificationReceiver> REF_RECEIVER =
      new Topic<>(
          PREFIX + "ref.receiver",
          NotificationReceiver.class,
          "receiver id",
          "Who is told of which alerts, newest per receiver",
          compact());

  /** Data loggers that speak HJ 212. */
  public static final Topic<DeviceDefinition> REF_DEVICE =
      new Topic<>(
          PREFIX + "ref.device",
          DeviceDefinition.class,
          "MN",
          "Data loggers that speak HJ 212: their unit, password hash and channels, newest per MN",
          compact());

  /** Keys and certificates of callers. */
  public static final Topic<AccessKey> REF_KEY =
      new Topic<>(
          PREFIX + "ref.key",
          AccessKey.class,
          "key id",
          "Who may call with which secret (hashed) or certificate, and what for, newest per key",
          compact());

  /** When keys were last used. */
  public static final Topic<KeyUse> KEY_USE =
      new Topic<>(
          PREFIX + "key.use",
          KeyUse.class,
          "key id",
          "When each key was last used, newest per key",
          compact());

  /** What was changed and what was refused. */
  public static final Topic<AuditEvent> AUDIT_EVENT =
      new Topic<>(
          PREFIX + "audit.event",
          AuditEvent.class,
          "caller id, or address",
          "Every change and every refusal: who, what, when, from where",
          delete(Duration.ofDays(1_096)));

  /** Packets of data loggers, as they were sent. */
  public static final Topic<DevicePacket> DEVICE_PACKET =
      new Topic<>(
          PREFIX + "device.packet",
          DevicePacket.class,
          "MN",
          "Packets of HJ 212 that were taken, as they were sent",
          delete(Duration.ofDays(90)));

  /** Requests to data loggers. */
  public static final Topic<DeviceRequest> DEVICE_REQUEST =
      new Topic<>(
          PREFIX + "device.request",
          DeviceRequest.class,
          "MN|request id",
          "Requests of the platform to data loggers that speak HJ 212, newest state per request",
          Map.of("cleanup.policy", "compact,delete", "retention.ms", millis(Duration.ofDays(90))));

  /** Reported economic and production figures. */
  public static final Topic<ActivityReport> REPORT_ACTIVITY =
      new Topic<>(
          PREFIX + "report.activity",
          ActivityReport.class,
          "entity|kind|product|period",
          "Reported GDP, value added, output value and production, newest per period",
          compact());

  /** Entries of allowance accounts. */
  public static final Topic<QuotaEntry> REF_QUOTA =
      new Topic<>(
          PREFIX + "ref.quota",
          QuotaEntry.class,
          "entity|entry id",
          "Entries of allowance accounts: allocations, purchases, sales, surrenders",
          compact());

  /** Batches of readings. */
  public static final Topic<ReadingFrame> READING_FRAME =
      new Topic<>(
          PREFIX + "reading.frame",
          ReadingFrame.class,
          "unit id",
          "Batches of meter readings, one unit each; kept longer than the correction horizon",
          byAnyone(delete(Duration.ofDays(400))));

  /** Readings that did not enter the ledger. */
  public static final Topic<RejectedReading> READING_REJECTED =
      new Topic<>(
          PREFIX + "reading.rejected",
          RejectedReading.class,
          "unit id",
          "Readings that did not enter the ledger, each with its reason",
          delete(Duration.ofDays(90)));

  /** Readings changed by hand. */
  public static final Topic<ReadingEdit> READING_EDIT =
      new Topic<>(
          PREFIX + "reading.edit",
          ReadingEdit.class,
          "unit id",
          "Readings changed by hand: who, when, why and what stood there before; kept for ever",
          Map.of("cleanup.policy", "delete", "retention.ms", "-1"));

  /** Answers once given to requests with an idempotency key. */
  public static final Topic<IngestReceipt> READING_RECEIPT =
      new Topic<>(
          PREFIX + "reading.receipt",
          IngestReceipt.class,
          "unit|idempotency key",
          "Answers given to requests that carried an Idempotency-Key, kept for one day",
          Map.of(
              "cleanup.policy", "compact,delete",
              "retention.ms", millis(Duration.ofDays(1)),
              "segment.ms", millis(Duration.ofHours(6))));

  /** Every quantity per window. */
  public static final Topic<EntityWindow> METRIC_ENERGY =
      new Topic<>(
          PREFIX + "metric.energy",
          EntityWindow.class,
          "entity|granularity|start in UTC, or entity|rolling granularity",
          "Every quantity per entity and window, newest revision per window",
          forAnyone(compact()));

  /** CO2e alone, per window of an hour or more. */
  public static final Topic<EntityWindow> METRIC_CARBON =
      new Topic<>(
          PREFIX + "metric.carbon",
          EntityWindow.class,
          "entity|granularity|start in UTC, or entity|rolling granularity",
          "CO2e alone per entity and window of an hour or more, newest revision per window",
          forAnyone(compact()));

  /** Energy and carbon by what was made of it. */
  public static final Topic<IntensityWindow> METRIC_INTENSITY =
      new Topic<>(
          PREFIX + "metric.intensity",
          IntensityWindow.class,
          "entity|quantity|denominator|period",
          "Energy and carbon per GDP, value added, output value and product, newest per period",
          forAnyone(compact()));

  /** Shares of the kinds of energy. */
  public static final Topic<ShareWindow> METRIC_SHARE =
      new Topic<>(
          PREFIX + "metric.share",
          ShareWindow.class,
          "entity|share|period",
          "Shares of the kinds of energy in the whole, newest per period",
          forAnyone(compact()));

  /** Lamps of entities. */
  public static final Topic<EntityLamps> CONTROL_LAMP =
      new Topic<>(
          PREFIX + "control.lamp",
          EntityLamps.class,
          "entity|period",
          "Lamps of energy and carbon, total and intensity, with their evidence, newest per period",
          forAnyone(compact()));

  /** What the end of periods will bring. */
  public static final Topic<ControlForecast> CONTROL_FORECAST =
      new Topic<>(
          PREFIX + "control.forecast",
          ControlForecast.class,
          "entity|quantity, or quantity/denominator|period",
          "What the end of a period will bring, with a range, newest per period",
          forAnyone(compact()));

  /** What takes the place of the packaged settings of alert rules. */
  public static final Topic<AlertRuleDefinition> REF_ALERT_RULE =
      new Topic<>(
          PREFIX + "ref.alert-rule",
          AlertRuleDefinition.class,
          "rule|scope",
          "Settings of alert rules in place of the packaged ones, newest per scope",
          compact());

  /** What rules find, before anybody is told. */
  public static final Topic<AlertSignal> ALERT_SIGNAL =
      new Topic<>(
          PREFIX + "alert.signal",
          AlertSignal.class,
          "entity",
          "What rules find about their subjects, for the life of alerts to decide on",
          delete(Duration.ofDays(400)));

  /** What people ask of alerts. */
  public static final Topic<AlertCommand> ALERT_COMMAND =
      new Topic<>(
          PREFIX + "alert.command",
          AlertCommand.class,
          "entity",
          "Acknowledgements, notes and escalations of alerts by people",
          delete(Duration.ofDays(400)));

  /** Times in which alerts are not told. */
  public static final Topic<AlertSilence> ALERT_SILENCE =
      new Topic<>(
          PREFIX + "alert.silence",
          AlertSilence.class,
          "silence id",
          "Times in which matching alerts are not told, newest per silence",
          compact());

  /** Every change of every alert. */
  public static final Topic<AlertEvent> ALERT_EVENT =
      new Topic<>(
          PREFIX + "alert.event",
          AlertEvent.class,
          "entity",
          "Every change in the life of every alert",
          forAnyone(delete(Duration.ofDays(400))));

  /** Newest state per alert. */
  public static final Topic<AlertEvent> ALERT_STATE =
      new Topic<>(
          PREFIX + "alert.state",
          AlertEvent.class,
          "alert id: rule|entity|subject",
          "Newest state per alert; partitioned by the whole key",
          forAnyone(compact()));

  /** What staff is told. */
  public static final Topic<AlertNotice> ALERT_NOTICE =
      new Topic<>(
          PREFIX + "alert.notice",
          AlertNotice.class,
          "group|moment in UTC",
          "What staff is told about groups of alerts; longer than any delivery is tried",
          large(forAnyone(delete(Duration.ofDays(90)))));

  /** What became of notices on their way. */
  public static final Topic<AlertDelivery> ALERT_DELIVERY =
      new Topic<>(
          PREFIX + "alert.delivery",
          AlertDelivery.class,
          "group|moment in UTC|receiver",
          "What became of each notice on its way to each receiver, newest; kept longer than"
              + " notices",
          forAnyone(
              Map.of(
                  "cleanup.policy",
                  "compact,delete",
                  "retention.ms",
                  millis(Duration.ofDays(180)))));

  /** Quality of the data of a unit and day. */
  public static final Topic<QualityUnit> QUALITY_UNIT =
      new Topic<>(
          PREFIX + "quality.unit",
          QualityUnit.class,
          "unit|yyyy-MM-dd",
          "Quality of the data per unit and local day, newest per day",
          forAnyone(compact()));

  /** What became of all readings. */
  public static final Topic<QualityAccount> QUALITY_ACCOUNT =
      new Topic<>(
          PREFIX + "quality.account",
          QualityAccount.class,
          "unit|<id>, gateway|<name> or total",
          "What became of all readings per unit, per gateway and in total; partitioned by the whole"
              + " key",
          forAnyone(compact()));

  /** Benchmark class of units. */
  public static final Topic<UnitClass> CONTROL_CLASS =
      new Topic<>(
          PREFIX + "control.class",
          UnitClass.class,
          "unit|period",
          "Benchmark class of each unit's products",
          forAnyone(compact()));

  /** Energy-carbon code of units. */
  public static final Topic<CarbonCode> CONTROL_CODE =
      new Topic<>(
          PREFIX + "control.code",
          CarbonCode.class,
          "unit id",
          "Energy-carbon code of each unit",
          forAnyone(compact()));

  /** Share of capacity at benchmark level. */
  public static final Topic<CapacityShare> CONTROL_CAPACITY =
      new Topic<>(
          PREFIX + "control.capacity",
          CapacityShare.class,
          "region|industry",
          "Share of capacity at benchmark level per region and industry",
          forAnyone(compact()));

  /** Rankings of units. */
  public static final Topic<Ranking> CONTROL_RANKING =
      new Topic<>(
          PREFIX + "control.ranking",
          Ranking.class,
          "region|industry|quantity|measure|denominator",
          "First places of each industry in each region",
          forAnyone(compact()));

  /** A unit's own rank. */
  public static final Topic<UnitRank> CONTROL_RANK =
      new Topic<>(
          PREFIX + "control.rank",
          UnitRank.class,
          "unit|region|industry|quantity|measure",
          "Each unit's own rank",
          forAnyone(compact()));

  /** State of screening. */
  public static final Topic<ScreeningState> CONTROL_SCREENING =
      new Topic<>(
          PREFIX + "control.screening",
          ScreeningState.class,
          "unit|programme",
          "Whether a programme's threshold holds, with all episodes",
          forAnyone(compact()));

  /** Events of screening. */
  public static final Topic<ScreeningEvent> CONTROL_SCREENING_EVENT =
      new Topic<>(
          PREFIX + "control.screening-event",
          ScreeningEvent.class,
          "unit id",
          "Units that entered or left a programme, and what was restated",
          forAnyone(delete(Duration.ofDays(3_660))));

  /** Allowance balances. */
  public static final Topic<AllowanceBalance> CONTROL_ALLOWANCE =
      new Topic<>(
          PREFIX + "control.allowance",
          AllowanceBalance.class,
          "unit|scheme|period",
          "Allowances against what was emitted or used",
          forAnyone(compact()));

  /** Score cards of regions and units. */
  public static final Topic<ScoreCard> CONTROL_SCORE =
      new Topic<>(
          PREFIX + "control.score",
          ScoreCard.class,
          "entity|year",
          "Score card per region or unit and year",
          forAnyone(compact()));

  /** Synergy of pollutants and carbon. */
  public static final Topic<SynergyIndex> CONTROL_SYNERGY =
      new Topic<>(
          PREFIX + "control.synergy",
          SynergyIndex.class,
          "unit id",
          "Joint reduction of pollutants and carbon",
          forAnyone(compact()));

  /** Yearly energy utilisation reports against what was measured. */
  public static final Topic<UtilisationReport> CONTROL_UTILISATION =
      new Topic<>(
          PREFIX + "control.utilisation",
          UtilisationReport.class,
          "unit|year",
          "Yearly energy utilisation reports against what was measured",
          forAnyone(compact()));

  /** Cells in which both carbon and pollutants are high. */
  public static final Topic<HotspotGrid> CONTROL_HOTSPOT =
      new Topic<>(
          PREFIX + "control.hotspot",
          HotspotGrid.class,
          "region",
          "Cells of each region in which both carbon and a pollutant are high",
          forAnyone(compact()));

  /** Stations and stacks. */
  public static final Topic<StationDefinition> REF_STATION =
      new Topic<>(
          PREFIX + "ref.station",
          StationDefinition.class,
          "station id",
          "Stations and stack monitors with what they measure, newest per station",
          compact());

  /** Observations of stations and stacks. */
  public static final Topic<StationFrame> STATION_READING =
      new Topic<>(
          PREFIX + "station.reading",
          StationFrame.class,
          "station id",
          "Batches of observations of stations and stack monitors with their flags",
          byAnyone(delete(Duration.ofDays(400))));

  /** Observations that were not taken. */
  public static final Topic<RejectedReading> STATION_REJECTED =
      new Topic<>(
          PREFIX + "station.rejected",
          RejectedReading.class,
          "station id",
          "Observations that were not taken, each with its reason",
          delete(Duration.ofDays(90)));

  /** Hourly mole fractions. */
  public static final Topic<StationWindow> STATION_HOURLY =
      new Topic<>(
          PREFIX + "station.hourly",
          StationWindow.class,
          "station|gas|start in UTC",
          "Hourly mole fractions with background and enhancement, newest revision per hour",
          forAnyone(compact()));

  /** Daily mole fractions. */
  public static final Topic<StationWindow> STATION_DAILY =
      new Topic<>(
          PREFIX + "station.daily",
          StationWindow.class,
          "station|gas|start in UTC",
          "Daily mole fractions, newest revision per day",
          forAnyone(compact()));

  /** Completeness of networks. */
  public static final Topic<NetworkDay> STATION_NETWORK =
      new Topic<>(
          PREFIX + "station.network",
          NetworkDay.class,
          "region|yyyy-MM-dd",
          "Completeness of the stations of each city and province, newest revision per day",
          forAnyone(compact()));

  /** Hourly mass through stacks. */
  public static final Topic<StackWindow> CEMS_HOURLY =
      new Topic<>(
          PREFIX + "cems.hourly",
          StackWindow.class,
          "station|gas|start in UTC",
          "Hourly mass through stacks, measured or substituted, newest revision per hour",
          forAnyone(compact()));

  /** Daily mass through stacks. */
  public static final Topic<StackWindow> CEMS_DAILY =
      new Topic<>(
          PREFIX + "cems.daily",
          StackWindow.class,
          "station|gas|start in UTC",
          "Daily mass through stacks, newest revision per day",
          forAnyone(compact()));

  /** Senders whose batches can be proven. */
  public static final Topic<SignerDefinition> REF_SIGNER =
      new Topic<>(
          PREFIX + "ref.signer",
          SignerDefinition.class,
          "sender id",
          "Senders of sealed batches with their public keys, newest per sender",
          compact());

  /** Batches as their senders sealed them. */
  public static final Topic<SealedBatch> ATTEST_BATCH =
      new Topic<>(
          PREFIX + "attest.batch",
          SealedBatch.class,
          "sender id",
          "Batches of readings as they were sealed and sent, with seal",
          large(delete(Duration.ofDays(400))));

  /** Reports that were sealed. */
  public static final Topic<SealedReport> REPORT_SEALED =
      new Topic<>(
          PREFIX + "report.sealed",
          SealedReport.class,
          "entity|period|digest",
          "Monthly and annual reports as they were sealed, with all their figures",
          compact());

  /** Ends of the chains of sealed batches. */
  public static final Topic<ChainEnd> ATTEST_HEAD =
      new Topic<>(
          PREFIX + "attest.head",
          ChainEnd.class,
          "sender id",
          "Last sealed batch of each sender and its answer",
          compact());

  /** Records that could not be processed, as they were. */
  public static final RawTopic DEAD_LETTER =
      new RawTopic(
          PREFIX + "streams.dead-letter",
          "key of the record that failed",
          "Records that Kafka Streams could not process, with the cause in the headers",
          delete(Duration.ofDays(90)));

  private static final List<TopicSpec> ALL =
      List.of(
          REF_UNIT,
          REF_TARGET,
          REF_FACTOR,
          REF_REGION,
          REF_RECEIVER,
          REF_DEVICE,
          REF_KEY,
          KEY_USE,
          AUDIT_EVENT,
          REPORT_ACTIVITY,
          REF_QUOTA,
          READING_FRAME,
          READING_REJECTED,
          READING_EDIT,
          READING_RECEIPT,
          DEVICE_PACKET,
          DEVICE_REQUEST,
          METRIC_ENERGY,
          METRIC_CARBON,
          METRIC_INTENSITY,
          METRIC_SHARE,
          CONTROL_LAMP,
          CONTROL_FORECAST,
          REF_ALERT_RULE,
          ALERT_SIGNAL,
          ALERT_COMMAND,
          ALERT_SILENCE,
          ALERT_EVENT,
          ALERT_STATE,
          ALERT_NOTICE,
          ALERT_DELIVERY,
          QUALITY_UNIT,
          QUALITY_ACCOUNT,
          CONTROL_CLASS,
          CONTROL_CODE,
          CONTROL_CAPACITY,
          CONTROL_RANKING,
          CONTROL_RANK,
          CONTROL_SCREENING,
          CONTROL_SCREENING_EVENT,
          CONTROL_ALLOWANCE,
          CONTROL_SCORE,
          CONTROL_SYNERGY,
          CONTROL_UTILISATION,
          CONTROL_HOTSPOT,
          REF_STATION,
          STATION_READING,
          STATION_REJECTED,
          STATION_HOURLY,
          STATION_DAILY,
          STATION_NETWORK,
          CEMS_HOURLY,
          CEMS_DAILY,
          REF_SIGNER,
          ATTEST_BATCH,
          ATTEST_HEAD,
          REPORT_SEALED,
          DEAD_LETTER);

  private Topics() {}

  /** The whole catalogue. */
  public static List<TopicSpec> all() {
    return ALL;
  }

  private static Map<String, String> compact() {
    return Map.of("cleanup.policy", "compact");
  }

  /** Room for a unit of 10 000 points with their past, which is more than a broker's default. */
  private static Map<String, String> large(Map<String, String> config) {
    Map<String, String> extended = new HashMap<>(config);
    extended.put("max.message.bytes", Integer.toString(8 << 20));
    return extended;
  }

  private static Map<String, String> delete(Duration retention) {
    return Map.of("cleanup.policy", "delete", "retention.ms", millis(retention));
  }

  /**
   * Others write here, too: the broker refuses what claims to be written later than its own clock
   * says, by so much that clocks differ.
   */
  private static Map<String, String> byAnyone(Map<String, String> config) {
    Map<String, String> extended = new HashMap<>(config);
    extended.put("message.timestamp.after.max.ms", millis(FrameRules.AHEAD));
    return extended;
  }

  /**
   * What leaves Tanliu is compressed in the way that every client can read, whatever the producer
   * chose: some, like kafkajs, know no lz4. The lowest level costs the broker least.
   */
  private static Map<String, String> forAnyone(Map<String, String> config) {
    Map<String, String> extended = new HashMap<>(config);
    extended.put("compression.type", "gzip");
    extended.put("compression.gzip.level", "1");
    return extended;
  }

  private static String millis(Duration duration) {
    return Long.toString(duration.toMillis());
  }
}
