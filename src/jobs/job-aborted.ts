/** Why a running job's signal was aborted. */
export class JobAborted extends Error {
  constructor(
    /** `taken`: cancelled, or given to another node. `shutdown`: it goes back into the queue. */
    readonly reason: 'taken' | 'shutdown',
  ) {
    super(reason === 'taken' ? 'The job was taken away' : 'This node is shutting down');
    this.name = 'JobAborted';
  }
}
