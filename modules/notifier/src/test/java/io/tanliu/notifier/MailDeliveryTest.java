// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.notifier;

import java.util.Optional;

class MailDeliveryTest extends DeliveryContract {
  @Override
  Inbox inbox() {
    return new MailInbox();
  }

  @Override
  Optional<Integer> mailPort(Inbox inbox) {
    return Optional.of(((MailInbox) inbox).port());
  }
}
