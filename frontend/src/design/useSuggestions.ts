import { type KeyboardEvent, useState } from "react";

const MOST = 50;

export interface Suggestions {
  shown: readonly string[];
  isOpen: boolean;
  active: number;
  open: (all: boolean) => void;
  close: () => void;
  choose: (option: string) => void;
  onKeyDown: (event: KeyboardEvent) => void;
}

/**
 * The behaviour of an editable combo box with a list, as the ARIA Authoring Practices describe it: the focus stays in the
 * text, arrows move the active option, Enter takes it, Escape and Tab leave the text as it was typed.
 */
export function useSuggestions(
  text: string,
  options: readonly string[],
  onChoose: (option: string) => void,
): Suggestions {
  const [opened, setOpened] = useState<"no" | "matching" | "all">("no");
  const [active, setActive] = useState(-1);
  const shown = opened === "no" ? [] : (opened === "all" ? options : matching(options, text)).slice(0, MOST);
  const isOpen = shown.length > 0;

  const open = (all: boolean) => {
    setOpened(all ? "all" : "matching");
    setActive(-1);
  };
  const close = () => {
    setOpened("no");
    setActive(-1);
  };
  const choose = (option: string) => {
    onChoose(option);
    close();
  };
  const move = (step: number) => {
    if (!isOpen) {
      open(text.trim() === "");
      return;
    }
    setActive(active < 0 && step < 0 ? shown.length - 1 : (active + step + shown.length) % shown.length);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const chosen = shown[active];
    const actions: Record<string, (() => void) | undefined> = {
      ArrowDown: () => {
        move(1);
      },
      ArrowUp: () => {
        move(-1);
      },
      Enter: chosen === undefined ? undefined : () => {
        choose(chosen);
      },
      Escape: isOpen ? close : undefined,
    };
    const action = actions[event.key];
    if (!action) return;
    event.preventDefault();
    action();
  };
  return { shown, isOpen, active, open, close, choose, onKeyDown };
}

/** Options that hold every word of the text, in any order and case. */
export function matching(options: readonly string[], text: string): readonly string[] {
  const words = text.toLocaleLowerCase().split(/\s+/u).filter(Boolean);
  return options.filter((option) => {
    const lower = option.toLocaleLowerCase();
    return words.every((word) => lower.includes(word));
  });
}
