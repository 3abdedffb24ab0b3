export { every, registeredJobs, type Job } from './job.ts';
export { runJobs, type JobLog, type RunJobsOptions } from './run-jobs.ts';
