// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology.alerts;

import io.tanliu.avro.AlertEvent;
import io.tanliu.domain.alert.AlertKey;
import io.tanliu.domain.alert.RuleBook;
import io.tanliu.domain.alert.life.Told;
import io.tanliu.domain.quality.LogHead;
import io.tanliu.domain.unit.Membership;
import io.tanliu.wire.AlertMapping;
import io.tanliu.wire.CommandMapping;
import io.tanliu.wire.Keys;
import io.tanliu.wire.SignalMapping;
import java.time.Duration;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives each input its time of the log, lets what was due before happen first, and forwards what is
 * to be told. What means nothing is logged and left.
 */
final class AlertsProcessor implements Processor<String, AlertInput, String, AlertOutput> {
  static final String LIVES = "alerts-lives";
  static final String TIMERS = "alerts-timers";
  static final String ENDED = "alerts-ended";
  static final String SILENCES = "alerts-silences";
  static final String RULES = "alerts-rules";
  static final String PLACES = "alerts-places";
  static final String ABOVE = "alerts-above";
  static final String TIME = "alerts-time";

  private static final Logger log = LoggerFactory.getLogger(AlertsProcessor.class);
  private static final Duration TICK = Duration.ofMillis(500);

  /** How long records may be on their way before their time counts as passed, milliseconds. */
  private static final long ON_THE_WAY = 5_000;

  private final LifeStore lives = new LifeStore();
  private final StoredRules rules;
  private final Silences silences = new Silences();
  private final Places places;
  private final AlertsAbove above = new AlertsAbove();
  private final LogTime time = new LogTime();
  private final AlertsDesk desk;
  private ProcessorContext<String, AlertOutput> context;
  private LogHead head = new LogHead(0);
  private boolean read;
  private boolean told;

  AlertsProcessor(RuleBook defaults, Membership membership) {
    rules = new StoredRules(defaults);
    places = new Places(membership);
    desk = new AlertsDesk(lives, rules, silences, above, time, this::tell, this::forget);
  }

  @Override
  public void init(ProcessorContext<String, AlertOutput> processorContext) {
    context = processorContext;
    read = false;
    head = new LogHead(context.currentSystemTimeMs());
    context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, this::tick);
  }

  /**
   * Reads what is held in memory beside the stores, before the first record after every {@link
   * #init}.
   */
  private void read() {
    if (read) {
      return;
    }
    read = true;
    lives.init(
        context.getStateStore(LIVES), context.getStateStore(TIMERS), context.getStateStore(ENDED));
    rules.init(context.getStateStore(RULES));
    silences.init(context.getStateStore(SILENCES));
    places.init(context.getStateStore(PLACES));
    above.init(context.getStateStore(ABOVE));
    time.init(context.getStateStore(TIME));
  }

  @Override
  public void process(Record<String, AlertInput> record) {
    head.read(record.timestamp(), context.currentSystemTimeMs());
    read();
    desk.reach(record.timestamp());
    try {
      take(record.key(), record.value());
    } catch (IllegalArgumentException e) {
      log.warn("{} of {} left: {}", name(record.value()), record.key(), e.getMessage());
    }
    commit();
  }

  private static String name(AlertInput input) {
    return input.getClass().getSimpleName();
  }

  private void take(String key, AlertInput input) {
    if (input instanceof AlertInput.Signalled signalled) {
      desk.heard(places.fill(SignalMapping.fromAvro(signalled.signal())));
    } else if (input instanceof AlertInput.Asked asked) {
      String id = asked.command().getAlertId();
      AlertKey.parse(id)
          .filter(alert -> alert.entity().equals(Keys.entity(key)))
          .ifPresentOrElse(
              alert -> desk.asked(alert, CommandMapping.fromAvro(asked.command())),
              () -> log.warn("command for {} left: its key is {}", id, key));
    } else if (input instanceof AlertInput.Placed placed) {
      places.set(key, placed.unit());
    } else if (input instanceof AlertInput.Silenced silenced) {
      silences.set(key, silenced.silence());
      desk.look(AlertsDesk::open);
    } else if (input instanceof AlertInput.Ruled ruled) {
      rules.set(key, ruled.rule());
      // What a rule explains may have changed, too.
      desk.look(life -> true);
    } else if (input instanceof AlertInput.Above changed) {
      desk.changedAbove(changed.event());
    }
  }

  /** When no records come, time passes all the same; never ahead of a backlog. */
  private void tick(long now) {
    if (head.knows(ON_THE_WAY, now)) {
      read();
      desk.reach(now - ON_THE_WAY);
      commit();
    }
  }

  private void tell(Told change) {
    AlertEvent event = AlertMapping.toAvro(change);
    context.forward(new Record<>(event.getEntity(), new AlertOutput.Told(event), change.at()));
    told = true;
  }

  private void forget(AlertKey alert) {
    context.forward(new Record<>(alert.entity(), new AlertOutput.Forgotten(alert), time.now()));
  }

  /** Staff is waiting for it. */
  private void commit() {
    if (told) {
      context.commit();
      told = false;
    }
  }
}
