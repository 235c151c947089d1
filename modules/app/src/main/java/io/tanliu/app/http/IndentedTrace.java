// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.app.http;

import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.IThrowableProxy;
import java.util.stream.Collectors;

/** Traces of which no line looks like an event: each is indented, whatever stands in a message. */
public final class IndentedTrace extends ThrowableProxyConverter {
  @Override
  protected String throwableProxyToString(IThrowableProxy proxy) {
    return super.throwableProxyToString(proxy)
        .lines()
        .map(line -> "\t" + OneLine.visible(line.strip()) + System.lineSeparator())
        .collect(Collectors.joining());
  }
}
