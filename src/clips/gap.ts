/** A stretch inside the asked window for which there is no footage; instants in ISO 8601 UTC. */
export interface Gap {
  starts_at: string;
  ends_at: string;
}
