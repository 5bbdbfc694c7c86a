-- Counting in an index alone reads a job's page too where the server has not seen since that all of it is old news. By its
-- own defaults it would look when a fifth of the history has changed: at a million jobs, after months.
alter table jobs set (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.02,
  autovacuum_analyze_scale_factor = 0.02);
