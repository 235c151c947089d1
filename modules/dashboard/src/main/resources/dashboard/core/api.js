// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
import { session } from './session.js';

/** The one way to the server: JSON in and out, problems (RFC 9457) as errors, patience when it starts. */
const TIMEOUT_MILLIS = 20000;
const RETRIES = 3;

export class ApiError extends Error {
  constructor(status, problem) {
    super(problem.detail ?? problem.title ?? String(status));
    this.status = status;
    this.problem = problem;
  }
}

export function headers(more = {}) {
  const all = { Accept: 'application/json', ...more };
  if (session.key) all.Authorization = `Bearer ${session.key}`;
  return all;
}

export const get = (path, parameters = {}, signal) =>
  request('GET', address(path, parameters), undefined, signal);

function address(path, parameters) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== null && value !== undefined && value !== '') query.set(name, value);
  }
  const text = query.toString();
  return text ? `${path}?${text}` : path;
}

/** An answer as a file, with the name that the server gives it. */
export async function file(path, parameters) {
  const answer = await fetch(address(path, parameters), { headers: headers({ Accept: '*/*' }) });
  if (!answer.ok) throw new ApiError(answer.status, await answer.json().catch(() => ({})));
  const named = /filename\*=UTF-8''([^;]+)/.exec(answer.headers.get('Content-Disposition') ?? '');
  return { blob: await answer.blob(), name: named ? decodeURIComponent(named[1]) : '' };
}

export const post = (path, body, signal) => request('POST', path, body, signal);
export const put = (path, body, signal) => request('PUT', path, body, signal);
export const remove = (path, body, signal) => request('DELETE', path, body, signal);

/** Waits and asks again where a repeat is harmless and the server says it is busy or starting. */
async function request(method, path, body, signal) {
  const more = body === undefined ? {} : { 'Content-Type': 'application/json' };
  if (method === 'POST')
    more['Idempotency-Key'] = crypto.randomUUID?.() ?? `page-${Date.now()}-${Math.random()}`;
  for (let attempt = 0; ; attempt++) {
    try {
      return await once(method, path, body, more, signal);
    } catch (failure) {
      const again =
        failure instanceof ApiError
          ? failure.status === 503 || failure.status === 429
          : failure.name !== 'AbortError';
      if (!again || attempt >= RETRIES || signal?.aborted) throw failure;
      await new Promise((done) => setTimeout(done, (failure.retryAfter ?? 1) * 1000 * (attempt + 1)));
    }
  }
}

async function once(method, path, body, more, signal) {
  const limit = AbortSignal.timeout(TIMEOUT_MILLIS);
  const both = signal && AbortSignal.any ? AbortSignal.any([signal, limit]) : (signal ?? limit);
  const answer = await fetch(path, {
    method,
    headers: headers(more),
    body: body === undefined ? undefined : JSON.stringify(body),
    signal: both,
  });
  const json = await answer.json().catch(() => ({}));
  if (answer.ok) return json;
  if (answer.status === 401) session.refused();
  const failure = new ApiError(answer.status, json);
  failure.retryAfter = Math.min(10, Number(answer.headers.get('Retry-After')) || 1);
  throw failure;
}

export const id = encodeURIComponent;
