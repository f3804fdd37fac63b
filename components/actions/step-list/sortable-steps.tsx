"use client";

import {
  closestCenter,
  DndContext,
  KeyboardSensor,
  PointerSensor,
  useSensor,
  useSensors,
  type Announcements,
  type DragEndEvent,
} from "@dnd-kit/core";
import { SortableContext, sortableKeyboardCoordinates, verticalListSortingStrategy } from "@dnd-kit/sortable";
import { useId, type ReactNode } from "react";
import type { StepForm } from "./step-form";

interface SortableStepsProps {
  steps: StepForm[];
  onMove: (step: StepForm, to: number) => void;
  children: ReactNode;
}

const instructions = {
  draggable:
    "Press space or enter to pick the step up. Move it with the arrow keys, drop it with space, or press escape.",
};

/** Makes the step cards sortable by dragging, with a pointer or the keyboard. */
export function SortableSteps({ steps, onMove, children }: SortableStepsProps) {
  const id = useId();
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 4 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  );

  function drop({ active, over }: DragEndEvent) {
    const step = steps.find(({ key }) => key === active.id);
    const to = steps.findIndex(({ key }) => key === over?.id);
    if (step && to !== -1) onMove(step, to);
  }

  return (
    <DndContext
      id={id}
      sensors={sensors}
      collisionDetection={closestCenter}
      accessibility={{ announcements: announcementsOf(steps), screenReaderInstructions: instructions }}
      onDragEnd={drop}
    >
      <SortableContext items={steps.map(({ key }) => key)} strategy={verticalListSortingStrategy}>
        {children}
      </SortableContext>
    </DndContext>
  );
}

function announcementsOf(steps: StepForm[]): Announcements {
  const nameOf = (id: unknown) => steps.find(({ key }) => key === id)?.name ?? "";
  const placeOf = (id: unknown) => `${steps.findIndex(({ key }) => key === id) + 1} of ${steps.length}`;
  return {
    onDragStart: ({ active }) => `Picked up step ${nameOf(active.id)}, ${placeOf(active.id)}.`,
    onDragOver: ({ active, over }) =>
      over ? `Step ${nameOf(active.id)} is over position ${placeOf(over.id)}.` : undefined,
    onDragEnd: ({ active, over }) => (over ? `Step ${nameOf(active.id)} is now ${placeOf(over.id)}.` : undefined),
    onDragCancel: ({ active }) => `Step ${nameOf(active.id)} stays where it was.`,
  };
}
