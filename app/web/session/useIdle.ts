import { authClient } from '@openward/platform/ui';
import { useEffect, useRef, useState } from 'react';
import { idleStage, type IdleStage } from './idle.ts';
import { hearTabs, tellTabs } from './tabs.ts';

const acts = ['pointerdown', 'keydown', 'wheel', 'touchstart'] as const;
const tick_ms = 1_000;
const tell_every_ms = 3_000;

/**
 * How long the person has not acted, in any tab. While they act, the server is told now and then, because somebody who
 * writes a long note calls it seldom.
 */
export function useIdle(lock_after_seconds: number | null, onIdle: () => void): IdleStage {
  const [stage, setStage] = useState<IdleStage>({ stage: 'active' });
  const actedAt = useRef(Date.now());
  const whenIdle = useRef(onIdle);
  whenIdle.current = onIdle;
  useEffect(() => {
    if (lock_after_seconds === null) return;
    const lock_after_ms = lock_after_seconds * 1_000;
    let toldTabsAt = 0;
    let toldServerAt = Date.now();
    actedAt.current = Date.now();
    const act = () => {
      const now = Date.now();
      actedAt.current = now;
      setStage((before) => (before.stage === 'active' ? before : { stage: 'active' }));
      if (now - toldTabsAt > tell_every_ms) {
        toldTabsAt = now;
        tellTabs({ kind: 'acted' });
      }
      if (now - toldServerAt > lock_after_ms / 3) {
        toldServerAt = now;
        void authClient.readSession({}).catch(() => undefined);
      }
    };
    const timer = setInterval(() => {
      const next = idleStage(Date.now(), actedAt.current, lock_after_ms);
      setStage((before) => (same(before, next) ? before : next));
      if (next.stage === 'idle') {
        clearInterval(timer);
        whenIdle.current();
      }
    }, tick_ms);
    for (const name of acts) window.addEventListener(name, act, { passive: true, capture: true });
    const stopHearing = hearTabs((news) => {
      if (news.kind === 'acted') actedAt.current = Date.now();
    });
    return () => {
      clearInterval(timer);
      stopHearing();
      for (const name of acts) window.removeEventListener(name, act, { capture: true });
    };
  }, [lock_after_seconds]);
  return stage;
}

function same(one: IdleStage, other: IdleStage): boolean {
  return one.stage === other.stage && (one.stage !== 'warned' || other.stage !== 'warned' || one.seconds_left === other.seconds_left);
}
