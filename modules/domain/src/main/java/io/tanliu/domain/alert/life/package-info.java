// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
/**
 * The life of an alert: pending, firing, without data, resolved; acknowledged, silenced, explained
 * by another, escalated, going to and fro. {@link io.tanliu.domain.alert.life.LifeJudge} is its one
 * way in; time is an argument, and everything that is remembered is an {@link
 * io.tanliu.domain.alert.life.AlertLife}.
 */
package io.tanliu.domain.alert.life;
