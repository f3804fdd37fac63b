import { eventDelays, withJitter } from "@/server/webhooks/retry-schedule";
import { eventBody } from "../publish/event-body";
import { attemptEvent } from "./attempt-event";
import { type ClaimedDelivery, claimDeliveries, returnDeliveries } from "./claim-deliveries";
import { endLease, LEASE_SECONDS, type LeasedEndpoint, renewLease } from "./endpoint-lease";
import { disableGone, noteFailures } from "./note-failures";
import { type OpenEndpoint, openEndpoint } from "./open-endpoint";
import { FAILURES_TO_OPEN } from "./record-attempts";

/** All in milliseconds. */
export interface DrainLimits {
  /** Of one request, including its response. */
  timeoutMs: number;
  /** After this, no further request begins. */
  longestMs: number;
  /** How long an endpoint without due deliveries is watched for new ones, which are then sent without a new run. */
  lingerMs: number;
}

/** The interval between looks for due deliveries while the last look found too few. */
const POLL_MS = 100;
const RENEW_MS = (LEASE_SECONDS * 1000) / 5;
const GONE = 410;

/** Sends the due deliveries of one endpoint, several at the same time, while this process holds its lease. */
export class Drain {
  readonly #limits: DrainLimits;
  readonly #endsAt: number;
  #endpoint: LeasedEndpoint;
  #open: OpenEndpoint | null;
  #leaseEndsAt = performance.now() + LEASE_SECONDS * 1000;
  /** When the next event may probe the endpoint; null while the circuit is closed. */
  #probeAt: number | null = null;
  #isMine = true;
  /** The renewal that is under way: a second one would not know the token that this one sets. */
  #renewal: Promise<void> | null = null;
  #failure: unknown;
  /** Claimed deliveries that wait for a free slot. */
  #queue: ClaimedDelivery[] = [];
  #underWay = 0;
  #isClaiming = false;
  #claimAt = 0;
  /** The last look for due deliveries found fewer than there was room for. */
  #foundAll = false;
  #sendAt = 0;
  #busyAt = performance.now();
  #change = Promise.withResolvers<void>();

  constructor(endpoint: LeasedEndpoint, limits: DrainLimits) {
    this.#limits = limits;
    this.#endsAt = performance.now() + limits.longestMs;
    this.#endpoint = endpoint;
    this.#open = openEndpoint(endpoint);
    this.#noteHealth(endpoint);
  }

  /** Resolves when no request is under way any more and the lease has ended. */
  async run(): Promise<void> {
    const renewing = setInterval(() => {
      this.#renewal ??= this.#renew().finally(() => (this.#renewal = null));
    }, RENEW_MS);
    while (!this.#isOver()) {
      this.#begin();
      await this.#nextChange(this.#nextTime());
    }
    while (this.#underWay > 0 || this.#isClaiming) await this.#nextChange(this.#limits.timeoutMs);
    clearInterval(renewing);
    // It changes the token. A lease that is not ended keeps others from sending until it expires.
    await this.#renewal;
    if (this.#isMine) {
      await returnDeliveries(this.#queue);
      await endLease(this.#endpoint);
    }
    if (this.#failure) throw this.#failure;
  }

  #isOver(): boolean {
    const now = performance.now();
    const isIdle = this.#underWay === 0 && this.#queue.length === 0 && !this.#isClaiming && this.#foundAll;
    return (
      !this.#isMine ||
      this.#failure !== undefined ||
      !this.#endpoint.enabled ||
      (this.#probeAt !== null && this.#probeAt > now) ||
      now >= this.#endsAt ||
      (isIdle && now >= this.#busyAt + this.#limits.lingerMs)
    );
  }

  /** Begins what can begin: requests in free slots, and a claim of further deliveries. */
  #begin(): void {
    while (this.#canSend() && performance.now() >= this.#sendAt) {
      const next = this.#queue.shift();
      if (next) this.#send(next);
    }
    if (this.#canClaim() && performance.now() >= this.#claimAt) void this.#claim();
  }

  /** When something can begin without a change. */
  #nextTime(): number {
    const times = [this.#endsAt, this.#busyAt + this.#limits.lingerMs].filter((time) => time > performance.now());
    if (this.#canSend()) times.push(this.#sendAt);
    if (this.#canClaim()) times.push(this.#claimAt);
    return Math.max(1, Math.min(1000, ...times.map((time) => time - performance.now())));
  }

  /** A failing endpoint gets only as many requests as it takes to open its circuit, and a probe is sent alone. */
  #slots(): number {
    const { concurrency, failuresInARow } = this.#endpoint;
    if (this.#probeAt !== null) return 1;
    return failuresInARow === 0 ? concurrency : Math.max(1, Math.min(concurrency, FAILURES_TO_OPEN - failuresInARow));
  }

  /** Nothing is sent after the lease has ended, since another process may send it. */
  #canSend(): boolean {
    return this.#queue.length > 0 && this.#underWay < this.#slots() && performance.now() < this.#leaseEndsAt;
  }

  #canClaim(): boolean {
    return !this.#isClaiming && this.#queue.length <= this.#slots() / 2 && this.#room() > 0;
  }

  /** The next deliveries are claimed while the ones before them are sent, so that no slot waits for the database. */
  #room(): number {
    const most = this.#probeAt === null ? 2 * this.#slots() : 1;
    const room = most - this.#underWay - this.#queue.length;
    return Math.min(room, this.#endpoint.ratePerSecond ?? room);
  }

  async #claim(): Promise<void> {
    const room = this.#room();
    this.#isClaiming = true;
    try {
      const claimed = await claimDeliveries(this.#endpoint.id, room);
      this.#queue.push(...claimed);
      const now = performance.now();
      if (claimed.length > 0) this.#busyAt = now;
      this.#foundAll = claimed.length < room;
      this.#claimAt = this.#foundAll ? now + POLL_MS : now;
    } catch (error) {
      this.#failure ??= error;
    }
    this.#isClaiming = false;
    this.#changed();
  }

  #send(delivery: ClaimedDelivery): void {
    const { ratePerSecond } = this.#endpoint;
    const now = performance.now();
    if (ratePerSecond !== null) this.#sendAt = Math.max(now, this.#sendAt) + 1000 / ratePerSecond;
    this.#underWay += 1;
    this.#busyAt = now;
    void this.#attempt(delivery)
      .catch((error: unknown) => (this.#failure ??= error))
      .finally(() => {
        this.#underWay -= 1;
        this.#busyAt = performance.now();
        this.#changed();
      });
  }

  async #attempt({ id: deliveryId, number, scheduled, eventId, ...event }: ClaimedDelivery): Promise<void> {
    const body = eventBody({ id: eventId, name: event.name, payload: event.payload, position: event.position });
    const { ending, health } = await attemptEvent({
      endpoint: this.#endpoint,
      open: this.#open,
      deliveryId,
      eventId,
      body,
      number,
      schedule: { number: scheduled, delays: withJitter(eventDelays()) },
      isTest: false,
      timeoutMs: this.#limits.timeoutMs,
    });
    if (health) this.#noteHealth(health);
    if (ending.request?.status === GONE) {
      this.#endpoint.enabled = false;
      await disableGone(this.#endpoint);
    } else if (health && (await noteFailures(this.#endpoint, health))) this.#endpoint.enabled = false;
  }

  #noteHealth({ failuresInARow, probeIn }: Pick<LeasedEndpoint, "failuresInARow" | "probeIn">): void {
    this.#endpoint.failuresInARow = failuresInARow;
    this.#probeAt = probeIn === null ? null : performance.now() + probeIn * 1000;
  }

  async #renew(): Promise<void> {
    const startedAt = performance.now();
    try {
      const renewed = await renewLease(this.#endpoint);
      if (!renewed) this.#isMine = false;
      else {
        this.#leaseEndsAt = startedAt + LEASE_SECONDS * 1000;
        const { failuresInARow } = this.#endpoint;
        // The settings may have changed. The health is known from the attempts, and this may be older.
        this.#endpoint = { ...renewed, enabled: renewed.enabled && this.#endpoint.enabled, failuresInARow };
        this.#open = openEndpoint(renewed);
      }
    } catch (error) {
      this.#failure ??= error;
    }
    this.#changed();
  }

  #changed(): void {
    this.#change.resolve();
  }

  async #nextChange(ms: number): Promise<void> {
    const timer = setTimeout(() => this.#changed(), ms);
    await this.#change.promise;
    clearTimeout(timer);
    this.#change = Promise.withResolvers<void>();
  }
}
