// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.hj212;

import static io.tanliu.hj212.Exchange.ANSWER;
import static io.tanliu.hj212.Exchange.DATA;
import static io.tanliu.hj212.Exchange.NONE;
import static io.tanliu.hj212.Exchange.NOTICE;
import static io.tanliu.hj212.Exchange.REQUEST;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The commands (命令编码 {@code CN}) of the three revisions.
 *
 * <p>Sources: HJ 212-2017 table 9; for HJ/T 212-2005 and HJ 212-2025 the lists of published
 * implementations. One number can mean a request when the host sends it and data when the device
 * does. Where the editions differ in the meaning (1001, 3014), the newest stands here.
 */
public enum Command {
  /** Timeout and number of repeats (设置超时时间及重发次数). */
  SET_TIMEOUT(1000, REQUEST, NONE),
  /** Hardware number (上传数采仪硬件序号), 2025; in 2005 the time of an alarm. */
  HARDWARE(1001, REQUEST, DATA),
  /** Give the logger its {@code MN} (设置数采仪MN编码), 2025. */
  SET_MN(1002, REQUEST, NONE),
  /** The device's time (提取/上传现场机时间). */
  TIME(1011, REQUEST, DATA),
  /** Set the device's time (设置现场机时间). */
  SET_TIME(1012, REQUEST, NONE),
  /** The device asks for its time to be set (现场机时间校准请求). */
  TIME_CALIBRATION(1013, NONE, NOTICE),
  /** A new SM4 key, asked for or given (获取/下发新密钥), 2025. */
  KEY(1014, REQUEST, REQUEST),
  /** Alarm thresholds (污染物报警门限值), 2005. */
  THRESHOLD(1021, REQUEST, DATA),
  /** Set alarm thresholds, 2005. */
  SET_THRESHOLD(1022, REQUEST, NONE),
  /** The host's address (上位机地址), 2005. */
  HOST_ADDRESS(1031, REQUEST, DATA),
  /** Set the host's address, 2005. */
  SET_HOST_ADDRESS(1032, REQUEST, NONE),
  /** When daily data are sent (日数据上报时间), 2005. */
  DAILY_TIME(1041, REQUEST, DATA),
  /** Set when daily data are sent, 2005. */
  SET_DAILY_TIME(1042, REQUEST, NONE),
  /** Interval of real-time data (实时数据间隔). */
  REALTIME_INTERVAL(1061, REQUEST, DATA),
  /** Set the interval of real-time data. */
  SET_REALTIME_INTERVAL(1062, REQUEST, NONE),
  /** Interval of minute data (分钟数据间隔). */
  MINUTE_INTERVAL(1063, REQUEST, DATA),
  /** Set the interval of minute data. */
  SET_MINUTE_INTERVAL(1064, REQUEST, NONE),
  /** Set the password (设置现场机访问密码). */
  SET_PASSWORD(1072, REQUEST, NONE),
  /** Real-time data (污染物实时数据). */
  REALTIME(2011, REQUEST, DATA),
  /** Stop real-time data (停止察看污染物实时数据). */
  STOP_REALTIME(2012, NOTICE, NONE),
  /** Raw measurements (原始监测数据), 2025. */
  RAW(2013, REQUEST, DATA),
  /** State of devices (设备运行状态数据). */
  DEVICE_STATE(2021, REQUEST, DATA),
  /** Stop the state of devices (停止察看设备运行状态). */
  STOP_DEVICE_STATE(2022, NOTICE, NONE),
  /** Daily data (污染物日历史数据). */
  DAY(2031, REQUEST, DATA),
  /** Running times of devices by day (设备运行时间日历史数据). */
  RUNNING_TIME(2041, REQUEST, DATA),
  /** Minute data (污染物分钟数据). */
  MINUTE(2051, REQUEST, DATA),
  /** Single measurements of noise (噪声单次测量数据), 2025. */
  NOISE(2052, REQUEST, DATA),
  /** Hourly data (污染物小时数据). */
  HOUR(2061, REQUEST, DATA),
  /** Checks against standard samples (自动标样核查（校准）数据), 2025. */
  STANDARD_CHECK(2062, REQUEST, DATA),
  /** Records of alarms (污染物报警记录), 2005. */
  ALARM_RECORDS(2071, REQUEST, DATA),
  /** An alarm (上传报警事件), 2005. */
  ALARM(2072, NONE, NOTICE),
  /** When the logger was started (数采仪开机时间). */
  RESTART(2081, NONE, DATA),
  /** Furnace temperature, five-minute means (炉膛温度5min均值), 2025. */
  FURNACE(2111, REQUEST, DATA),
  /** Zero and span calibration (零点校准量程校准). */
  CALIBRATE(3011, REQUEST, NONE),
  /** Sample at once (即时采样). */
  SAMPLE_NOW(3012, REQUEST, NONE),
  /** Clean (启动清洗/反吹). */
  CLEAN(3013, REQUEST, NONE),
  /** Sample for comparison (比对采样). */
  SAMPLE_TO_COMPARE(3014, REQUEST, NONE),
  /** Keep a sample above the limit (超标留样). */
  KEEP_SAMPLE(3015, REQUEST, DATA),
  /** Set the sampling period (设置采样时间周期). */
  SET_SAMPLING_PERIOD(3016, REQUEST, NONE),
  /** The sampling period (采样时间周期). */
  SAMPLING_PERIOD(3017, REQUEST, DATA),
  /** The time that a sample takes (出样时间). */
  SAMPLE_TIME(3018, REQUEST, DATA),
  /** The device's number (设备唯一标识). */
  DEVICE_ID(3019, REQUEST, DATA),
  /** Logs, states and parameters of the device (现场机信息). */
  DEVICE_INFO(3020, REQUEST, DATA),
  /** Set parameters of the device (设置现场机参数). */
  SET_DEVICE_INFO(3021, REQUEST, NONE),
  /** Keep a sample at once (下发即时留样任务), 2025. */
  KEEP_SAMPLE_NOW(3022, REQUEST, NONE),
  /** Check against a standard sample (启动标样核查), 2025. */
  CHECK_NOW(3024, REQUEST, NONE),
  /** How a request was taken (请求应答), {@link QnRtn}. */
  REQUEST_ANSWER(9011, NONE, ANSWER),
  /** What became of a request (执行结果), {@link ExeRtn}. */
  RESULT(9012, NONE, ANSWER),
  /** A notice has come (通知应答). */
  NOTICE_ANSWER(9013, ANSWER, ANSWER),
  /** Data have come (数据应答). */
  DATA_ANSWER(9014, ANSWER, ANSWER),
  /** The line is alive (心跳包), 2025. */
  HEARTBEAT(9015, NONE, NOTICE),
  /** Log in (现场机登录), 2005. */
  LOGIN(9021, NONE, REQUEST),
  /** Answer to a login, 2005. */
  LOGIN_ANSWER(9022, ANSWER, NONE);

  private static final Map<Integer, Command> BY_CODE =
      Stream.of(values()).collect(Collectors.toMap(Command::code, Function.identity()));

  private final int code;
  private final Exchange fromHost;
  private final Exchange fromDevice;

  Command(int code, Exchange fromHost, Exchange fromDevice) {
    this.code = code;
    this.fromHost = fromHost;
    this.fromDevice = fromDevice;
  }

  /** The number {@code CN}. */
  public int code() {
    return code;
  }

  /** What it is when the host (上位机) sends it. */
  public Exchange fromHost() {
    return fromHost;
  }

  /** What it is when the device (现场机) sends it. */
  public Exchange fromDevice() {
    return fromDevice;
  }

  /** The command of this number; nothing for one that the standards do not have. */
  public static Optional<Command> of(int code) {
    return Optional.ofNullable(BY_CODE.get(code));
  }
}
