"""A worksheet on its way: started once for equal requests, carried on by a job, watched from any machine."""
