import { callText } from './call-text.ts';

/** Two soft tones, made here: no file has to be fetched. */
export function chime(context: AudioContext): void {
  for (const [at, frequency] of [[0, 660], [0.35, 528]] as const) {
    const tone = context.createOscillator();
    const loudness = context.createGain();
    const start = context.currentTime + at;
    tone.frequency.value = frequency;
    loudness.gain.setValueAtTime(0, start);
    loudness.gain.linearRampToValueAtTime(0.25, start + 0.03);
    loudness.gain.exponentialRampToValueAtTime(0.001, start + 0.9);
    tone.connect(loudness).connect(context.destination);
    tone.start(start);
    tone.stop(start + 1);
  }
}

/** Speaks a call; a browser without a voice of this language, or without any, says nothing, and the display shows it all the same. */
export function speak(call: { code: string; room: string; name: string | null }, language: string): void {
  if (!('speechSynthesis' in window)) return;
  const said = new SpeechSynthesisUtterance(callText(call, language));
  said.lang = language;
  said.rate = 0.9;
  window.speechSynthesis.speak(said);
}
