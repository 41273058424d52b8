"""Who stands behind a sentence: outlets credited, speakers named, independent sources counted."""
