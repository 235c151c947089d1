// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
/**
 * HJ 212 (污染物自动监测监控系统数据传输), the protocol of China's pollution monitoring, in its revisions of 2005,
 * 2017 and 2025. A library of its own: it needs nothing of Tanliu, and of others only Bouncy
 * Castle's SM4.
 *
 * <p>{@link io.tanliu.hj212.Framer} cuts a stream into frames, {@link io.tanliu.hj212.Decoder}
 * reads a frame into a {@link io.tanliu.hj212.Verdict}: a {@link io.tanliu.hj212.Packet} and what
 * is to be said about it. {@link io.tanliu.hj212.PacketBuilder} and {@link io.tanliu.hj212.Replies}
 * make packets, {@link io.tanliu.hj212.Encoder} writes them; {@link io.tanliu.hj212.Splitter} and
 * {@link io.tanliu.hj212.Joiner} split and join them.
 *
 * <p>Reading never throws, whatever the bytes are: what is wrong is a {@link
 * io.tanliu.hj212.Finding} with code, field, value, expected and offset. What differs from the
 * standard and can be understood is taken and marked. Packets are views on the bytes that were
 * read; items are made when they are asked for.
 *
 * <p>Times are China Standard Time, which the protocol writes without a zone.
 */
package io.tanliu.hj212;
